package dev.footbridge.plan;

import dev.footbridge.AsyncBiFunction;
import dev.footbridge.AsyncCallable;
import dev.footbridge.AsyncFunction;
import dev.footbridge.BlockingAction;
import dev.footbridge.BlockingBiFunction;
import dev.footbridge.BlockingFunction;
import dev.footbridge.Task;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Bound;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One member of a plan: a function of either kind with its arguments, or another plan. */
@SuppressWarnings("overloads") // told apart by what the function returns
sealed interface Step<T extends @Nullable Object> {

    /** Starts it where it belongs. */
    Task<T> start(Where where);

    /** Calls it and waits: blocking functions in place of the caller, if the plan is bound to no level. */
    T call(Where where);

    /** A blocking function. */
    record Blocking<T extends @Nullable Object>(Callable<T> job) implements Step<T> {
        @Override
        public Task<T> start(Where where) {
            return where.blocking().start(job);
        }

        @Override
        public T call(Where where) {
            return where.inPlace().call(job);
        }
    }

    /** An async function. */
    record Async<T extends @Nullable Object>(AsyncCallable<T> job) implements Step<T> {
        @Override
        public Task<T> start(Where where) {
            return where.async().start(job);
        }

        @Override
        public T call(Where where) {
            return where.async().call(job);
        }
    }

    /** Another plan. */
    record Nested<T extends @Nullable Object>(Members<?, T, ?> plan) implements Step<T> {
        @Override
        public Task<T> start(Where where) {
            return where.blocking().start(Bound.named(plan, () -> plan.runAt(where)));
        }

        @Override
        public T call(Where where) {
            return where.nested().call(Bound.named(plan, () -> plan.runAt(where)));
        }
    }

    private static <F> F given(F function) {
        return Objects.requireNonNull(function, "the scheduled function is null: give it something to call");
    }

    static <T extends @Nullable Object> Step<T> of(Callable<T> job) {
        return new Blocking<>(given(job));
    }

    static <T extends @Nullable Object> Step<T> of(AsyncCallable<T> job) {
        return new Async<>(given(job));
    }

    static Step<@Nullable Void> of(BlockingAction job) {
        return new Blocking<>(Body.of(given(job)));
    }

    static <A extends @Nullable Object, T extends @Nullable Object> Step<T> of(BlockingFunction<A, T> function, A a) {
        return of(Bound.of(given(function), a));
    }

    static <A extends @Nullable Object, T extends @Nullable Object> Step<T> of(AsyncFunction<A, T> function, A a) {
        return of(Bound.of(given(function), a));
    }

    static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Step<T> of(
            BlockingBiFunction<A, B, T> function, A a, B b) {
        return of(Bound.of(given(function), a, b));
    }

    static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Step<T> of(
            AsyncBiFunction<A, B, T> function, A a, B b) {
        return of(Bound.of(given(function), a, b));
    }
}
