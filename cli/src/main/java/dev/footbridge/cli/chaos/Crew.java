package dev.footbridge.cli.chaos;

import dev.footbridge.Task;
import dev.footbridge.processes.RemoteAsyncCallable;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workers that take jobs: a level in other processes, or in tests a broken twin of one. Any thread may call. */
interface Crew extends AutoCloseable {

    /** Opens one. */
    @FunctionalInterface
    interface Opening {

        /** A crew whose workers, and nobody else, have this among the arguments of their process. */
        Crew open(String tag);
    }

    /** What became of its members; null for a crew without. */
    default @Nullable HostFigures hosts() {
        return null;
    }

    /** Starts a blocking job. */
    <T> Task<T> start(RemoteCallable<T> job, Terms terms);

    /** Starts an async job. */
    <T> Task<T> startAsync(RemoteAsyncCallable<T> job, Terms terms);

    /** Applies a function to each item, so many to a job, and waits for the results. */
    <A, R> List<R> map(RemoteFunction<A, R> function, List<A> items, int chunk, Terms terms);

    /** Changes how many workers there may be. */
    void resize(int workers);

    /** Whether nothing runs, and all is as it always is then: what is in use now can be compared. */
    boolean isAtRest();

    /** What they are doing, for who looks for a defect. */
    String describe();

    /** Ends all jobs, and the workers. */
    void abort();

    @Override
    void close();
}
