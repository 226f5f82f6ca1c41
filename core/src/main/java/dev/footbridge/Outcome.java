package dev.footbridge;

import dev.footbridge.internal.Sneaky;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended: with a value, with a failure, or cancelled. Immutable.
 *
 * {@snippet :
 * switch (task.outcome()) {
 *     case Outcome.Success(var value) -> use(value);
 *     case Outcome.Failure(var error) -> log(error);
 *     case Outcome.Cancelled(var reason) -> log(reason);
 * }
 * }
 *
 * @param <T> the type of the value
 */
public sealed interface Outcome<T extends @Nullable Object> {

    /**
     * The value.
     *
     * @throws CancelledException if the task was cancelled; else the original exception, checked ones included, if it
     *         failed
     */
    T get();

    /** Whether there is a value. */
    default boolean isSuccess() {
        return this instanceof Success;
    }

    /**
     * It ended with a value.
     *
     * @param value what the job returned
     */
    record Success<T extends @Nullable Object>(T value) implements Outcome<T> {
        @Override
        public T get() {
            return value;
        }
    }

    /**
     * It failed.
     *
     * @param error the original exception
     */
    record Failure<T extends @Nullable Object>(Throwable error) implements Outcome<T> {
        @Override
        public T get() {
            throw Sneaky.raise(error);
        }
    }

    /**
     * It was cancelled.
     *
     * @param reason why, in words
     */
    record Cancelled<T extends @Nullable Object>(String reason) implements Outcome<T> {
        @Override
        public T get() {
            throw new CancelledException(reason);
        }
    }
}
