package dev.footbridge.app;

import dev.footbridge.AsyncBiFunction;
import dev.footbridge.AsyncCallable;
import dev.footbridge.AsyncFunction;
import dev.footbridge.BlockingBiFunction;
import dev.footbridge.BlockingFunction;
import dev.footbridge.internal.Bound;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Functions of one kind seen as the other. A view of a view is the function it began with, so crossing twice costs
 * nothing.
 */
public final class Bridge {

    private Bridge() {}

    private static <F> F given(F function) {
        return Objects.requireNonNull(function, "the function is null: give one to convert");
    }

    private static <T extends @Nullable Object> T block(AsyncCallable<T> job) {
        return Defaults.loop().call(job);
    }

    private static <T extends @Nullable Object> CompletionStage<T> start(Callable<T> job) {
        return Defaults.pool().start(job);
    }

    /** A blocking view of an async function. */
    public static <T extends @Nullable Object> Callable<T> blocking(AsyncCallable<T> function) {
        return given(function) instanceof AsyncView<T>(var original) ? original : new BlockingView<>(function);
    }

    /** A blocking view of an async function of one argument. */
    public static <A extends @Nullable Object, R extends @Nullable Object> BlockingFunction<A, R> blocking(
            AsyncFunction<A, R> function) {
        return given(function) instanceof AsyncView1<A, R>(var original) ? original : new BlockingView1<>(function);
    }

    /** A blocking view of an async function of two arguments. */
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> BlockingBiFunction<A, B, R> blocking(
            AsyncBiFunction<A, B, R> function) {
        return given(function) instanceof AsyncView2<A, B, R>(var original) ? original : new BlockingView2<>(function);
    }

    /** An async view of a blocking function. */
    public static <T extends @Nullable Object> AsyncCallable<T> async(Callable<T> function) {
        return given(function) instanceof BlockingView<T>(var original) ? original : new AsyncView<>(function);
    }

    /** An async view of a blocking function of one argument. */
    public static <A extends @Nullable Object, R extends @Nullable Object> AsyncFunction<A, R> async(
            BlockingFunction<A, R> function) {
        return given(function) instanceof BlockingView1<A, R>(var original) ? original : new AsyncView1<>(function);
    }

    /** An async view of a blocking function of two arguments. */
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> AsyncBiFunction<A, B, R> async(
            BlockingBiFunction<A, B, R> function) {
        return given(function) instanceof BlockingView2<A, B, R>(var original) ? original : new AsyncView2<>(function);
    }

    private record BlockingView<T extends @Nullable Object>(AsyncCallable<T> original) implements Callable<T> {
        @Override
        public T call() {
            return block(original);
        }
    }

    private record BlockingView1<A extends @Nullable Object, R extends @Nullable Object>(AsyncFunction<A, R> original)
            implements
                BlockingFunction<A, R> {
        @Override
        public R apply(A a) {
            return block(Bound.of(original, a));
        }
    }

    private record BlockingView2<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>(
            AsyncBiFunction<A, B, R> original) implements BlockingBiFunction<A, B, R> {
        @Override
        public R apply(A a, B b) {
            return block(Bound.of(original, a, b));
        }
    }

    private record AsyncView<T extends @Nullable Object>(Callable<T> original) implements AsyncCallable<T> {
        @Override
        public CompletionStage<T> call() {
            return start(original);
        }
    }

    private record AsyncView1<A extends @Nullable Object, R extends @Nullable Object>(BlockingFunction<A, R> original)
            implements
                AsyncFunction<A, R> {
        @Override
        public CompletionStage<R> apply(A a) {
            return start(Bound.of(original, a));
        }
    }

    private record AsyncView2<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>(
            BlockingBiFunction<A, B, R> original) implements AsyncBiFunction<A, B, R> {
        @Override
        public CompletionStage<R> apply(A a, B b) {
            return start(Bound.of(original, a, b));
        }
    }
}
