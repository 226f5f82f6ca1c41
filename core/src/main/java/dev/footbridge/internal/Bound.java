package dev.footbridge.internal;

import dev.footbridge.AsyncBiFunction;
import dev.footbridge.AsyncCallable;
import dev.footbridge.AsyncFunction;
import dev.footbridge.BlockingBiFunction;
import dev.footbridge.BlockingFunction;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Functions with their arguments; in messages they keep the name of the function. They can be sent to another process if
 * the function and the arguments can.
 */
@SuppressWarnings("overloads") // told apart by what the function returns
public final class Bound {

    private Bound() {}

    /** A blocking function with its argument. */
    public static <A extends @Nullable Object, T extends @Nullable Object> Callable<T> of(
            BlockingFunction<A, T> function,
            A a) {
        return new Blocking1<>(function, a);
    }

    /** A blocking function with its arguments. */
    public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Callable<T> of(
            BlockingBiFunction<A, B, T> function, A a, B b) {
        return new Blocking2<>(function, a, b);
    }

    /** An async function with its argument. */
    public static <A extends @Nullable Object, T extends @Nullable Object> AsyncCallable<T> of(
            AsyncFunction<A, T> function, A a) {
        return new Async1<>(function, a);
    }

    /** An async function with its arguments. */
    public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> AsyncCallable<T> of(
            AsyncBiFunction<A, B, T> function, A a, B b) {
        return new Async2<>(function, a, b);
    }

    /** A blocking call that goes by the name of this object. */
    public static <T extends @Nullable Object> Callable<T> named(Object function, Callable<T> call) {
        return new Blocking<>(function, call);
    }

    /** An async call that goes by the name of this object. */
    public static <T extends @Nullable Object> AsyncCallable<T> namedAsync(Object function, AsyncCallable<T> call) {
        return new Async<>(function, call);
    }

    private record Blocking1<A extends @Nullable Object, T extends @Nullable Object>(BlockingFunction<A, T> function,
            A a) implements Callable<T>, Body.Wrapper, Serializable {
        @Override
        public T call() throws Exception {
            return function.apply(a);
        }
    }

    private record Blocking2<A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>(
            BlockingBiFunction<A, B, T> function, A a,
            B b) implements Callable<T>, Body.Wrapper, Serializable {
        @Override
        public T call() throws Exception {
            return function.apply(a, b);
        }
    }

    private record Async1<A extends @Nullable Object, T extends @Nullable Object>(AsyncFunction<A, T> function,
            A a) implements AsyncCallable<T>, Body.Wrapper, Serializable {
        @Override
        public @Nullable CompletionStage<? extends T> call() throws Exception {
            return function.apply(a);
        }
    }

    private record Async2<A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>(
            AsyncBiFunction<A, B, T> function, A a,
            B b) implements AsyncCallable<T>, Body.Wrapper, Serializable {
        @Override
        public @Nullable CompletionStage<? extends T> call() throws Exception {
            return function.apply(a, b);
        }
    }

    private record Blocking<T extends @Nullable Object>(Object function, Callable<T> body)
            implements
                Callable<T>,
                Body.Wrapper {
        @Override
        public T call() throws Exception {
            return body.call();
        }
    }

    private record Async<T extends @Nullable Object>(Object function, AsyncCallable<T> body)
            implements
                AsyncCallable<T>,
                Body.Wrapper {
        @Override
        public @Nullable CompletionStage<? extends T> call() throws Exception {
            return body.call();
        }
    }
}
