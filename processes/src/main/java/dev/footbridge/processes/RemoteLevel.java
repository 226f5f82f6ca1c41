package dev.footbridge.processes;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.context.Context;
import dev.footbridge.internal.Body;
import dev.footbridge.processes.job.FromContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A level whose jobs run in other JVMs: on this host a {@link ProcessPool}, on others a cluster. Its methods take functions
 * that can be sent, so that a lambda or a method reference given to them is serializable by itself.
 *
 * <p>Jobs, with all they capture, and results are serialized. What cannot be sent is an {@link UnsendableException}; an
 * exception of a job arrives as itself, with the trace of the JVM that ran it. All methods may be called from any thread.
 */
public interface RemoteLevel extends Level {

    /**
     * A view of this level whose jobs take the values that they take along from this context, in place of their starter's.
     * They are copies: what a job changes in its JVM is not seen here.
     *
     * @param context where the values are looked for
     * @return the view, whose jobs are this level's
     */
    @Override
    default Level in(Context context) {
        return new FromContext(this, context);
    }

    // ---- one job

    @Override
    <T extends @Nullable Object> Task<T> start(Callable<T> job);

    /**
     * Starts a blocking function.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     * @throws UnsendableException if it cannot be sent
     * @throws RejectedExecutionException if the level is full or closed
     */
    default <T extends @Nullable Object> Task<T> start(RemoteCallable<T> job) {
        return start((Callable<T>) job);
    }

    /**
     * Starts an async function, on the event loop of the JVM that runs it.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     * @throws UnsendableException if it cannot be sent
     * @throws RejectedExecutionException if the level is full or closed
     */
    default <T extends @Nullable Object> Task<T> start(RemoteAsyncCallable<T> job) {
        return start(Body.of((AsyncCallable<T>) job));
    }

    /**
     * Starts a blocking job without a value.
     *
     * @param job what to run
     * @return its task
     * @throws UnsendableException if it cannot be sent
     * @throws RejectedExecutionException if the level is full or closed
     */
    default Task<@Nullable Void> start(RemoteAction job) {
        return start(Body.of((BlockingAction) job));
    }

    @Override
    <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job);

    /**
     * Starts a blocking function if it need not queue.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task, or empty if no JVM can take it at once
     */
    default <T extends @Nullable Object> Optional<Task<T>> tryStart(RemoteCallable<T> job) {
        return tryStart((Callable<T>) job);
    }

    /**
     * Starts an async function if it need not queue.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task, or empty if no JVM can take it at once
     */
    default <T extends @Nullable Object> Optional<Task<T>> tryStart(RemoteAsyncCallable<T> job) {
        return tryStart(Body.of((AsyncCallable<T>) job));
    }

    /**
     * Starts a blocking job without a value if it need not queue.
     *
     * @param job what to run
     * @return its task, or empty if no JVM can take it at once
     */
    default Optional<Task<@Nullable Void>> tryStart(RemoteAction job) {
        return tryStart(Body.of((BlockingAction) job));
    }

    @Override
    <T extends @Nullable Object> T call(Callable<T> job);

    /**
     * Runs a blocking function and waits for it.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value; what it throws is thrown
     */
    default <T extends @Nullable Object> T call(RemoteCallable<T> job) {
        return call((Callable<T>) job);
    }

    /**
     * Runs an async function, on the event loop of the JVM that runs it, and waits for its stage.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value; what it throws, or its stage fails with, is thrown
     */
    default <T extends @Nullable Object> T call(RemoteAsyncCallable<T> job) {
        return call(Body.of((AsyncCallable<T>) job));
    }

    /**
     * Runs a blocking job and waits for it.
     *
     * @param job what to run; what it throws is thrown
     */
    default void call(RemoteAction job) {
        call(Body.of((BlockingAction) job));
    }

    // ---- many items

    /**
     * Applies a function to each item and waits for all results. The first failure cancels the rest and is thrown.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param function what to call
     * @param items what to call it with
     * @param chunk how many items make a job
     * @return the results, in the order of the items
     */
    default <A extends @Nullable Object, R extends @Nullable Object> List<R> map(RemoteFunction<A, R> function,
            Collection<? extends A> items, int chunk) {
        return new Mapped<>(this, function, items, chunk).all();
    }

    /**
     * Applies a function to each item; the results come in the order of the items, each as soon as it and those before it
     * are ready. Close the stream to cancel what is not: in try-with-resources, say.
     *
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @param function what to call
     * @param items what to call it with
     * @param chunk how many items make a job
     * @return the results; a failure is thrown in its place
     */
    default <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(RemoteFunction<A, R> function,
            Collection<? extends A> items, int chunk) {
        return new Mapped<>(this, function, items, chunk).asReady();
    }
}
