package dev.footbridge.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CompletableFuture} whose code runs in the context of whoever registers it, whoever completes it and wherever;
 * and so does the code that is registered on what its methods return. Never on the common pool.
 */
@SuppressWarnings("NullAway") // the JDK's signatures say nothing about null
class CarryingFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private static final Executor THREADS = command -> Thread.ofVirtual().inheritInheritableThreadLocals(false)
            .start(command);

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new CarryingFuture<>();
    }

    @Override
    public final Executor defaultExecutor() {
        return THREADS;
    }

    /** The JDK's would use the common pool. */
    @Override
    public final CompletionStage<T> minimalCompletionStage() {
        return copy();
    }

    @Override
    public final CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
        return super.completeAsync(Registered.of(supplier));
    }

    @Override
    public final CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        return super.completeAsync(Registered.of(supplier), executor);
    }

    @Override
    public final <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> fn) {
        return super.thenApply(Registered.of(fn));
    }

    @Override
    public final <U> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> fn) {
        return super.thenApplyAsync(Registered.of(fn));
    }

    @Override
    public final <U> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> fn, Executor executor) {
        return super.thenApplyAsync(Registered.of(fn), executor);
    }

    @Override
    public final CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
        return super.thenAccept(Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action) {
        return super.thenAcceptAsync(Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
        return super.thenAcceptAsync(Registered.of(action), executor);
    }

    @Override
    public final CompletableFuture<Void> thenRun(Runnable action) {
        return super.thenRun(Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> thenRunAsync(Runnable action) {
        return super.thenRunAsync(Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> thenRunAsync(Runnable action, Executor executor) {
        return super.thenRunAsync(Registered.of(action), executor);
    }

    @Override
    public final <U, V> CompletableFuture<V> thenCombine(CompletionStage<? extends U> other,
            BiFunction<? super T, ? super U, ? extends V> fn) {
        return super.thenCombine(other, Registered.of(fn));
    }

    @Override
    public final <U, V> CompletableFuture<V> thenCombineAsync(CompletionStage<? extends U> other,
            BiFunction<? super T, ? super U, ? extends V> fn) {
        return super.thenCombineAsync(other, Registered.of(fn));
    }

    @Override
    public final <U, V> CompletableFuture<V> thenCombineAsync(CompletionStage<? extends U> other,
            BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
        return super.thenCombineAsync(other, Registered.of(fn), executor);
    }

    @Override
    public final <U> CompletableFuture<Void> thenAcceptBoth(CompletionStage<? extends U> other,
            BiConsumer<? super T, ? super U> action) {
        return super.thenAcceptBoth(other, Registered.of(action));
    }

    @Override
    public final <U> CompletableFuture<Void> thenAcceptBothAsync(CompletionStage<? extends U> other,
            BiConsumer<? super T, ? super U> action) {
        return super.thenAcceptBothAsync(other, Registered.of(action));
    }

    @Override
    public final <U> CompletableFuture<Void> thenAcceptBothAsync(CompletionStage<? extends U> other,
            BiConsumer<? super T, ? super U> action, Executor executor) {
        return super.thenAcceptBothAsync(other, Registered.of(action), executor);
    }

    @Override
    public final CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return super.runAfterBoth(other, Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
        return super.runAfterBothAsync(other, Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action,
            Executor executor) {
        return super.runAfterBothAsync(other, Registered.of(action), executor);
    }

    @Override
    public final <U> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return super.applyToEither(other, Registered.of(fn));
    }

    @Override
    public final <U> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other,
            Function<? super T, U> fn) {
        return super.applyToEitherAsync(other, Registered.of(fn));
    }

    @Override
    public final <U> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other,
            Function<? super T, U> fn, Executor executor) {
        return super.applyToEitherAsync(other, Registered.of(fn), executor);
    }

    @Override
    public final CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return super.acceptEither(other, Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other,
            Consumer<? super T> action) {
        return super.acceptEitherAsync(other, Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other,
            Consumer<? super T> action, Executor executor) {
        return super.acceptEitherAsync(other, Registered.of(action), executor);
    }

    @Override
    public final CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return super.runAfterEither(other, Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return super.runAfterEitherAsync(other, Registered.of(action));
    }

    @Override
    public final CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action,
            Executor executor) {
        return super.runAfterEitherAsync(other, Registered.of(action), executor);
    }

    @Override
    public final <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> fn) {
        return super.thenCompose(Registered.of(fn));
    }

    @Override
    public final <U> CompletableFuture<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn) {
        return super.thenComposeAsync(Registered.of(fn));
    }

    @Override
    public final <U> CompletableFuture<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn,
            Executor executor) {
        return super.thenComposeAsync(Registered.of(fn), executor);
    }

    @Override
    public final <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
        return super.handle(Registered.of(fn));
    }

    @Override
    public final <U> CompletableFuture<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> fn) {
        return super.handleAsync(Registered.of(fn));
    }

    @Override
    public final <U> CompletableFuture<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> fn,
            Executor executor) {
        return super.handleAsync(Registered.of(fn), executor);
    }

    @Override
    public final CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return super.whenComplete(Registered.of(action));
    }

    @Override
    public final CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action) {
        return super.whenCompleteAsync(Registered.of(action));
    }

    @Override
    public final CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action,
            Executor executor) {
        return super.whenCompleteAsync(Registered.of(action), executor);
    }

    @Override
    public final CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> fn) {
        return super.exceptionally(Registered.of(fn));
    }

    @Override
    public final CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn) {
        return super.exceptionallyAsync(Registered.of(fn));
    }

    @Override
    public final CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn, Executor executor) {
        return super.exceptionallyAsync(Registered.of(fn), executor);
    }

    @Override
    public final CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return super.exceptionallyCompose(Registered.of(fn));
    }

    @Override
    public final CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return super.exceptionallyComposeAsync(Registered.of(fn));
    }

    @Override
    public final CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn,
            Executor executor) {
        return super.exceptionallyComposeAsync(Registered.of(fn), executor);
    }
}
