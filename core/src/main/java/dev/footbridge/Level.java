package dev.footbridge;

import dev.footbridge.internal.Body;
import dev.footbridge.internal.CallerLevel;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Where code runs: an {@code EventLoop}, a {@code ThreadPool}, worker processes, other hosts. The same call works on each.
 *
 * <p>{@link #start start} returns a task at once; {@link #call call} waits for its value and throws its original
 * exception; {@link #tryStart tryStart} refuses instead of queueing. A job of any kind may call any level, its own
 * included, to any depth: whoever waits gives its place back.
 *
 * <p>The compiler tells blocking and async functions apart by what they return. Where such a lambda calls a generic
 * method with a lambda of its own, that one needs typed parameters:
 * {@code loop.call(() -> TaskGroup.run((TaskGroup group) -> ...))}.
 *
 * <p>An async function is started on the level, and its stage awaited there. All methods may be called from any thread.
 * On a closed level they throw {@link RejectedExecutionException}.
 */
public interface Level {

    /** The calling thread: a job started there has ended when {@code start} returns. */
    static Level caller() {
        return CallerLevel.CALLER;
    }

    /** The name, for messages and threads. */
    String name();

    /**
     * Starts a blocking function; on an event loop it is a coroutine.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    <T extends @Nullable Object> Task<T> start(Callable<T> job);

    /**
     * Starts an async function.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    default <T extends @Nullable Object> Task<T> start(AsyncCallable<T> job) {
        return start(Body.of(job));
    }

    /**
     * Starts a blocking job without a value.
     *
     * @param job what to run
     * @return its task
     */
    default Task<@Nullable Void> start(BlockingAction job) {
        return start(Body.of(job));
    }

    /**
     * Starts a blocking function if it need not queue.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task, or empty if the level is full
     */
    <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job);

    /**
     * Starts an async function if it need not queue.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task, or empty if the level is full
     */
    default <T extends @Nullable Object> Optional<Task<T>> tryStart(AsyncCallable<T> job) {
        return tryStart(Body.of(job));
    }

    /**
     * Starts a blocking job without a value if it need not queue.
     *
     * @param job what to run
     * @return its task, or empty if the level is full
     */
    default Optional<Task<@Nullable Void>> tryStart(BlockingAction job) {
        return tryStart(Body.of(job));
    }

    /**
     * Runs a blocking function and waits for it.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value; what it throws is thrown
     */
    <T extends @Nullable Object> T call(Callable<T> job);

    /**
     * Runs an async function and waits for its stage.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value; what it throws, or its stage fails with, is thrown
     */
    default <T extends @Nullable Object> T call(AsyncCallable<T> job) {
        return call(Body.of(job));
    }

    /**
     * Runs a blocking job and waits for it.
     *
     * @param job what to run; what it throws is thrown
     */
    default void call(BlockingAction job) {
        call(Body.of(job));
    }
}
