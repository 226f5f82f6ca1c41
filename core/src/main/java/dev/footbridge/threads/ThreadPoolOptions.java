package dev.footbridge.threads;

import dev.footbridge.FailureHandler;
import dev.footbridge.internal.FailureSink;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * How a {@link ThreadPool} is set up. Immutable; each {@code with} method returns a changed copy.
 *
 * @param name the pool's name, in messages and thread names
 * @param limit how many jobs may run at once; a job that waits through Footbridge does not count while it does
 * @param queueLimit how many more may queue before new ones are refused
 * @param closeTimeout how long {@link ThreadPool#close} lets jobs finish before it cancels them
 * @param abortTimeout how long cancelled jobs may take to clean up before the pool gives them up and names them
 * @param failureHandler told about failures that nobody looked at; the default logs them to {@code dev.footbridge}
 * @param threadFactory makes the thread of each job, a new one every time; the default makes virtual ones
 */
public record ThreadPoolOptions(String name, int limit, int queueLimit, Duration closeTimeout, Duration abortTimeout,
        FailureHandler failureHandler, ThreadFactory threadFactory) {

    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    static final ThreadPoolOptions DEFAULT = new ThreadPoolOptions("threads", UNLIMITED, UNLIMITED,
            Duration.ofSeconds(30), Duration.ofSeconds(10), FailureSink::log,
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory());

    /** Checks the values. */
    public ThreadPoolOptions {
        Objects.requireNonNull(name, "the pool's name is null: give it one, or leave the default");
        Objects.requireNonNull(failureHandler, "the failure handler is null: leave the default to log failures");
        Objects.requireNonNull(threadFactory, "the thread factory is null: leave the default for virtual threads");
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "the limit of a thread pool must be at least 1 (it is " + limit + "): give one, or leave it out");
        }
        if (queueLimit < 0) {
            throw new IllegalArgumentException(
                    "the queue limit of a thread pool must not be negative (it is " + queueLimit
                            + "): give zero to refuse what cannot run at once");
        }
        if (closeTimeout.isNegative() || abortTimeout.isNegative()) {
            throw new IllegalArgumentException("the time-outs of a thread pool must not be negative (they are "
                    + closeTimeout + " and " + abortTimeout + "): give zero or more");
        }
    }

    /** With this name. */
    public ThreadPoolOptions withName(String name) {
        return new ThreadPoolOptions(name, limit, queueLimit, closeTimeout, abortTimeout, failureHandler,
                threadFactory);
    }

    /** With at most so many jobs running at once. */
    public ThreadPoolOptions withLimit(int limit) {
        return new ThreadPoolOptions(name, limit, queueLimit, closeTimeout, abortTimeout, failureHandler,
                threadFactory);
    }

    /** With at most so many jobs queued; zero refuses what cannot run at once. */
    public ThreadPoolOptions withQueueLimit(int queueLimit) {
        return new ThreadPoolOptions(name, limit, queueLimit, closeTimeout, abortTimeout, failureHandler,
                threadFactory);
    }

    /** With this time for jobs to finish on close; zero cancels them at once. */
    public ThreadPoolOptions withCloseTimeout(Duration closeTimeout) {
        return new ThreadPoolOptions(name, limit, queueLimit, closeTimeout, abortTimeout, failureHandler,
                threadFactory);
    }

    /** With this time for cancelled jobs to clean up. */
    public ThreadPoolOptions withAbortTimeout(Duration abortTimeout) {
        return new ThreadPoolOptions(name, limit, queueLimit, closeTimeout, abortTimeout, failureHandler,
                threadFactory);
    }

    /** With this handler for failures nobody looked at. */
    public ThreadPoolOptions withFailureHandler(FailureHandler failureHandler) {
        return new ThreadPoolOptions(name, limit, queueLimit, closeTimeout, abortTimeout, failureHandler,
                threadFactory);
    }

    /** With threads made by this factory. */
    public ThreadPoolOptions withThreadFactory(ThreadFactory threadFactory) {
        return new ThreadPoolOptions(name, limit, queueLimit, closeTimeout, abortTimeout, failureHandler,
                threadFactory);
    }
}
