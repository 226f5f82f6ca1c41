package dev.footbridge.internal;

import dev.footbridge.AsyncBiFunction;
import dev.footbridge.AsyncCallable;
import dev.footbridge.AsyncFunction;
import dev.footbridge.BlockingBiFunction;
import dev.footbridge.BlockingFunction;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Functions with their arguments; in messages they keep the name of the function. */
@SuppressWarnings("overloads") // told apart by what the function returns
public final class Bound {

    private Bound() {}

    /** A blocking function with its argument. */
    public static <A extends @Nullable Object, T extends @Nullable Object> Callable<T> of(
            BlockingFunction<A, T> function,
            A a) {
        return new Blocking<>(function, () -> function.apply(a));
    }

    /** A blocking function with its arguments. */
    public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Callable<T> of(
            BlockingBiFunction<A, B, T> function, A a, B b) {
        return new Blocking<>(function, () -> function.apply(a, b));
    }

    /** An async function with its argument. */
    public static <A extends @Nullable Object, T extends @Nullable Object> AsyncCallable<T> of(
            AsyncFunction<A, T> function, A a) {
        return new Async<>(function, () -> function.apply(a));
    }

    /** An async function with its arguments. */
    public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> AsyncCallable<T> of(
            AsyncBiFunction<A, B, T> function, A a, B b) {
        return new Async<>(function, () -> function.apply(a, b));
    }

    /** A blocking call that goes by the name of this object. */
    public static <T extends @Nullable Object> Callable<T> named(Object function, Callable<T> call) {
        return new Blocking<>(function, call);
    }

    /** An async call that goes by the name of this object. */
    public static <T extends @Nullable Object> AsyncCallable<T> namedAsync(Object function, AsyncCallable<T> call) {
        return new Async<>(function, call);
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
