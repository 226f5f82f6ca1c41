package dev.footbridge.processes.job;

import dev.footbridge.Task;
import dev.footbridge.internal.LevelTime;
import dev.footbridge.processes.ProcessPoolStats;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a process pool does, where it was opened and, by relay, in its workers. */
public interface Engine {

    /** Known to the pool and its workers only by chance. */
    String id();

    /** The pool's name. */
    String name();

    /** Starts a job. */
    <T extends @Nullable Object> Task<T> start(Order order);

    /** Starts a job if it need not queue. */
    <T extends @Nullable Object> Optional<Task<T>> tryStart(Order order);

    /** Tells whoever started the running job how far it is. */
    void progress(Object report);

    /** Its time, for jobs that are due later; {@code check} refuses some at once. */
    LevelTime time(Consumer<Callable<?>> check);

    /** What it is doing. */
    ProcessPoolStats stats();

    /** Changes how many workers there may be. */
    void resize(int workers);

    /** Drains and ends. */
    void close();

    /** Cancels and ends. */
    void abort();

    /** Whether it takes no more. */
    boolean isClosed();
}
