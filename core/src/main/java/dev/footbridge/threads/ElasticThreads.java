package dev.footbridge.threads;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Platform threads that jobs share, as many as help. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>The pool learns for each function it runs, told apart by class, how much of its time it wants a processor. Functions
 * that mostly block run many at a time, those that compute run one for each processor, and a function that is not known
 * yet is taken for one that computes until it has been seen to block, which takes some milliseconds.
 *
 * <p>The bounds count jobs that run. A job that waits through Footbridge does not count meanwhile but keeps its thread,
 * so there may be more threads than {@code max} by the number of such jobs. {@code ThreadLocal} values that a job sets
 * and does not remove stay on the thread for later jobs, as with any threads that are used again.
 *
 * @param min so many jobs may run at once whatever they do, and so many threads are kept when idle
 * @param max so many jobs may run at once at most
 * @param idleTime how long a thread without a job waits for one before it ends
 * @param factory makes the threads; the default makes daemon threads named after the pool
 */
public record ElasticThreads(int min, int max, Duration idleTime, ThreadFactory factory) implements Threads {

    private static final ThreadFactory DAEMONS = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false)
            .factory();

    static final ElasticThreads DEFAULT = new ElasticThreads(1, 256, Duration.ofSeconds(10), DAEMONS);

    /** Checks the values. */
    public ElasticThreads {
        Objects.requireNonNull(idleTime, "the idle time of elastic threads is null: leave the default");
        Objects.requireNonNull(factory, "the thread factory is null: leave the default for daemon platform threads");
        if (min < 0) {
            throw new IllegalArgumentException("the minimum of elastic threads must not be negative (it is " + min
                    + "): give zero to keep no idle thread");
        }
        if (max < 1 || max < min) {
            throw new IllegalArgumentException(
                    "the maximum of elastic threads must be at least 1 and the minimum (it is "
                            + max + ", the minimum is " + min + "): raise it, or lower the minimum first");
        }
        if (idleTime.isNegative()) {
            throw new IllegalArgumentException(
                    "the idle time of elastic threads must not be negative (it is " + idleTime
                            + "): give zero to end idle threads at once");
        }
    }

    /** With at least so many jobs at once, and so many idle threads kept. */
    public ElasticThreads withMin(int min) {
        return new ElasticThreads(min, max, idleTime, factory);
    }

    /** With at most so many jobs at once. */
    public ElasticThreads withMax(int max) {
        return new ElasticThreads(min, max, idleTime, factory);
    }

    /** With threads that end after this time without a job. */
    public ElasticThreads withIdleTime(Duration idleTime) {
        return new ElasticThreads(min, max, idleTime, factory);
    }

    /** With threads made by this factory. */
    public ElasticThreads withFactory(ThreadFactory factory) {
        return new ElasticThreads(min, max, idleTime, factory);
    }

    /** Whether the threads are to be named after the pool. */
    boolean namesThreads() {
        return factory == DAEMONS;
    }
}
