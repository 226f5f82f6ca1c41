package dev.footbridge.internal;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a job runs, whichever kind of function it was given: each kind becomes a {@link Callable} that knows its origin.
 */
@FunctionalInterface
public interface Body<T extends @Nullable Object> {

    /** Runs to the end. */
    T run() throws Throwable;

    /** A blocking function, checked. */
    static <T extends @Nullable Object> Callable<T> of(Callable<T> job) {
        return Objects.requireNonNull(job, "the job is null: give a function to run");
    }

    /** An async function, as one that waits for its stage. */
    static <T extends @Nullable Object> Callable<T> of(AsyncCallable<T> job) {
        return new Asynchronous<>(Objects.requireNonNull(job, "the job is null: give a function to run"));
    }

    /** A blocking job without a value. */
    static Callable<@Nullable Void> of(BlockingAction job) {
        return new Action(Objects.requireNonNull(job, "the job is null: give a function to run"));
    }

    /** A blocking job of the JDK's kind, with the value it is given. */
    static <T extends @Nullable Object> Callable<T> of(Runnable job, T value) {
        return new Ran<>(Objects.requireNonNull(job, "the job is null: give a function to run"), value);
    }

    /** A blocking job of the JDK's kind, without a value. */
    static Callable<@Nullable Void> withoutValue(Runnable job) {
        return Body.<@Nullable Void>of(job, null);
    }

    /** A function inside another one, which lends it its name. */
    interface Wrapper {
        /** The function that was given. */
        Object function();
    }

    /** An async function. */
    record Asynchronous<T extends @Nullable Object>(AsyncCallable<T> function) implements Callable<T>, Wrapper {
        @Override
        @SuppressWarnings("NullAway") // no stage means that the value is null and here already
        public T call() throws Exception {
            CompletionStage<? extends T> stage = function.call();
            return stage == null ? null : StageWait.await(stage);
        }
    }

    /** A blocking job without a value. */
    record Action(BlockingAction function) implements Callable<@Nullable Void>, Wrapper {
        @Override
        public @Nullable Void call() throws Exception {
            function.run();
            return null;
        }
    }

    /** A function that may run for so long, cleanup not counted. */
    record Timed<T extends @Nullable Object>(Callable<T> function, Duration limit) implements Callable<T>, Wrapper {
        @Override
        public T call() throws TimeoutException {
            return Scoped.within(limit, _ -> function.call());
        }
    }

    /** A {@link Runnable} as a job with a value. */
    record Ran<T extends @Nullable Object>(Runnable function, T value) implements Callable<T>, Wrapper {
        @Override
        public T call() {
            function.run();
            return value;
        }
    }

    /** The class of the function that was given. */
    static Class<?> origin(Object function) {
        return function instanceof Wrapper wrapper ? origin(wrapper.function()) : function.getClass();
    }

    /** The name of a function for messages: its class, without what the compiler adds to a lambda's. */
    static String nameOf(Class<?> function) {
        String name = function.getName();
        int lambda = name.indexOf("$$Lambda");
        String shown = lambda < 0 ? name : name.substring(0, lambda) + " lambda";
        return shown.substring(shown.lastIndexOf('.') + 1);
    }
}
