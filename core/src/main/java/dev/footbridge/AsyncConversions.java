package dev.footbridge;

import dev.footbridge.app.Bridge;
import dev.footbridge.app.InterfaceBridge;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The part of {@link Async} that turns functions of one kind into the other. Split off for size: use {@link Async}. */
@SuppressWarnings("overloads") // told apart by what the function returns
abstract class AsyncConversions extends AsyncThreads {

    AsyncConversions() {}

    /**
     * An async function of what calls back: each call of it begins the work anew.
     *
     * @param <T> the type of the value
     * @param source begins the work, on the thread that calls, and hands it the callbacks
     * @return the async function; what it returns can be cancelled, as {@link Callback#onCancel} says
     */
    public static <T extends @Nullable Object> AsyncCallable<T> fromCallback(Callback.Source<T> source) {
        return Callback.callable(source);
    }

    /**
     * A blocking function that calls this async one without arguments on the loop and waits for it.
     *
     * @param <T> the type of the value
     * @param function the function
     * @return the blocking function
     */
    public static <T extends @Nullable Object> Callable<T> toBlocking(AsyncCallable<T> function) {
        return Bridge.blocking(function);
    }

    /**
     * The function itself: it blocks already.
     *
     * @param <T> the type of the value
     * @param function the function
     * @return the blocking function
     */
    public static <T extends @Nullable Object> Callable<T> toBlocking(Callable<T> function) {
        return Objects.requireNonNull(function, "the function is null: give one to convert");
    }

    /**
     * A blocking function that calls this async one of one argument on the loop and waits for it.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the value
     * @param function the function
     * @return the blocking function
     */
    public static <A extends @Nullable Object, R extends @Nullable Object> BlockingFunction<A, R> toBlocking(
            AsyncFunction<A, R> function) {
        return Bridge.blocking(function);
    }

    /**
     * The function itself: it blocks already.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the value
     * @param function the function
     * @return the blocking function
     */
    public static <A extends @Nullable Object, R extends @Nullable Object> BlockingFunction<A, R> toBlocking(
            BlockingFunction<A, R> function) {
        return Objects.requireNonNull(function, "the function is null: give one to convert");
    }

    /**
     * A blocking function that calls this async one of two arguments on the loop and waits for it.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the value
     * @param function the function
     * @return the blocking function
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> BlockingBiFunction<A, B, R> toBlocking(
            AsyncBiFunction<A, B, R> function) {
        return Bridge.blocking(function);
    }

    /**
     * The function itself: it blocks already.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the value
     * @param function the function
     * @return the blocking function
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> BlockingBiFunction<A, B, R> toBlocking(
            BlockingBiFunction<A, B, R> function) {
        return Objects.requireNonNull(function, "the function is null: give one to convert");
    }

    /**
     * An async service seen through a blocking interface: each method calls its twin, the method of the same name and
     * parameters that returns a stage, on the loop and waits for it. Methods that block already are called as they are.
     *
     * @param <S> the blocking interface
     * @param blockingApi the blocking interface
     * @param asyncApi the async service; itself returned if it implements {@code blockingApi}
     * @return the view; a checked exception that its method does not declare arrives in an
     *         {@link java.lang.reflect.UndeclaredThrowableException}
     * @throws IllegalArgumentException if a method has no twin, or {@code blockingApi} is not an interface
     */
    public static <S> S toBlocking(Class<S> blockingApi, Object asyncApi) {
        return InterfaceBridge.view(blockingApi, asyncApi);
    }

    /**
     * An async function that calls this blocking one without arguments on the app-wide thread pool.
     *
     * @param <T> the type of the value
     * @param function the function
     * @return the async function
     */
    public static <T extends @Nullable Object> AsyncCallable<T> toAsync(Callable<T> function) {
        return Bridge.async(function);
    }

    /**
     * The function itself: it is async already.
     *
     * @param <T> the type of the value
     * @param function the function
     * @return the async function
     */
    public static <T extends @Nullable Object> AsyncCallable<T> toAsync(AsyncCallable<T> function) {
        return Objects.requireNonNull(function, "the function is null: give one to convert");
    }

    /**
     * An async function that calls this blocking one of one argument on the app-wide thread pool.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the value
     * @param function the function
     * @return the async function
     */
    public static <A extends @Nullable Object, R extends @Nullable Object> AsyncFunction<A, R> toAsync(
            BlockingFunction<A, R> function) {
        return Bridge.async(function);
    }

    /**
     * The function itself: it is async already.
     *
     * @param <A> the type of the argument
     * @param <R> the type of the value
     * @param function the function
     * @return the async function
     */
    public static <A extends @Nullable Object, R extends @Nullable Object> AsyncFunction<A, R> toAsync(
            AsyncFunction<A, R> function) {
        return Objects.requireNonNull(function, "the function is null: give one to convert");
    }

    /**
     * An async function that calls this blocking one of two arguments on the app-wide thread pool.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the value
     * @param function the function
     * @return the async function
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> AsyncBiFunction<A, B, R> toAsync(
            BlockingBiFunction<A, B, R> function) {
        return Bridge.async(function);
    }

    /**
     * The function itself: it is async already.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the value
     * @param function the function
     * @return the async function
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> AsyncBiFunction<A, B, R> toAsync(
            AsyncBiFunction<A, B, R> function) {
        return Objects.requireNonNull(function, "the function is null: give one to convert");
    }

    /**
     * A blocking service seen through an async interface: each method calls its twin, the method of the same name and
     * parameters, on the app-wide thread pool. Methods that are async already are called as they are.
     *
     * @param <S> the async interface
     * @param asyncApi the async interface
     * @param blockingApi the blocking service; itself returned if it implements {@code asyncApi}
     * @return the view
     * @throws IllegalArgumentException if a method has no twin, or {@code asyncApi} is not an interface
     */
    public static <S> S toAsync(Class<S> asyncApi, Object blockingApi) {
        return InterfaceBridge.view(asyncApi, blockingApi);
    }
}
