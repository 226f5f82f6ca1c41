package dev.footbridge.threads;

import dev.footbridge.FailureHandler;
import dev.footbridge.internal.FailureSink;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * How a {@link ThreadPool} is set up. Immutable; each {@code with} method returns a changed copy.
 *
 * @param name the pool's name, in messages and thread names
 * @param limit how many jobs may run at once; a job that waits through Footbridge does not count while it does
 * @param queueLimit how many more may queue before new ones are refused
 * @param closeTimeout how long {@link ThreadPool#close} lets jobs finish before it cancels them
 * @param abortTimeout how long cancelled jobs may take to clean up before the pool gives them up and names them
 * @param failureHandler told about failures that nobody looked at; the default logs them to {@code dev.footbridge}
 * @param threads where the threads come from; the default is a virtual thread for each job
 * @param jobTimeout how long a job may run before it is cancelled and fails with a {@code TimeoutException}; the time in
 *            the queue does not count, and bodies of generators have no limit
 */
public record ThreadPoolOptions(String name, int limit, int queueLimit, Duration closeTimeout, Duration abortTimeout,
        FailureHandler failureHandler, Threads threads, Duration jobTimeout) {

    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** No time limit. */
    public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    static final ThreadPoolOptions DEFAULT = new ThreadPoolOptions("threads", UNLIMITED, UNLIMITED,
            Duration.ofSeconds(30), Duration.ofSeconds(10), FailureSink::log, Threads.virtual(), FOREVER);

    /** Checks the values. */
    public ThreadPoolOptions {
        Objects.requireNonNull(name, "the pool's name is null: give it one, or leave the default");
        Objects.requireNonNull(failureHandler, "the failure handler is null: leave the default to log failures");
        Objects.requireNonNull(threads, "the pool's threads are null: leave the default for virtual threads");
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
        if (!jobTimeout.isPositive()) {
            throw new IllegalArgumentException("the time limit of a pool's jobs must be positive (it is " + jobTimeout
                    + "): give more, or leave it out");
        }
    }

    /** With this name. */
    public ThreadPoolOptions withName(String name) {
        return with(copy -> copy.name = name);
    }

    /** With at most so many jobs running at once. */
    public ThreadPoolOptions withLimit(int limit) {
        return with(copy -> copy.limit = limit);
    }

    /** With at most so many jobs queued; zero refuses what cannot run at once. */
    public ThreadPoolOptions withQueueLimit(int queueLimit) {
        return with(copy -> copy.queueLimit = queueLimit);
    }

    /** With this time for jobs to finish on close; zero cancels them at once. */
    public ThreadPoolOptions withCloseTimeout(Duration closeTimeout) {
        return with(copy -> copy.closeTimeout = closeTimeout);
    }

    /** With this time for cancelled jobs to clean up. */
    public ThreadPoolOptions withAbortTimeout(Duration abortTimeout) {
        return with(copy -> copy.abortTimeout = abortTimeout);
    }

    /** With this handler for failures nobody looked at. */
    public ThreadPoolOptions withFailureHandler(FailureHandler failureHandler) {
        return with(copy -> copy.failureHandler = failureHandler);
    }

    /** With threads from there. */
    public ThreadPoolOptions withThreads(Threads threads) {
        return with(copy -> copy.threads = threads);
    }

    /** With a thread for each job that this factory makes: short for {@link Threads#perJob}. */
    public ThreadPoolOptions withThreadFactory(ThreadFactory threadFactory) {
        return withThreads(Threads.perJob(threadFactory));
    }

    /**
     * With this much time for each job, counted from when it begins to run. A job that takes longer is cancelled, which
     * interrupts it, and its task fails with a {@link java.util.concurrent.TimeoutException} once it has cleaned up.
     */
    public ThreadPoolOptions withJobTimeout(Duration jobTimeout) {
        return with(copy -> copy.jobTimeout = jobTimeout);
    }

    private ThreadPoolOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** The values, on the way from one record to the next. */
    private static final class Copy {

        private String name;
        private int limit;
        private int queueLimit;
        private Duration closeTimeout;
        private Duration abortTimeout;
        private FailureHandler failureHandler;
        private Threads threads;
        private Duration jobTimeout;

        Copy(ThreadPoolOptions from) {
            name = from.name;
            limit = from.limit;
            queueLimit = from.queueLimit;
            closeTimeout = from.closeTimeout;
            abortTimeout = from.abortTimeout;
            failureHandler = from.failureHandler;
            threads = from.threads;
            jobTimeout = from.jobTimeout;
        }

        ThreadPoolOptions options() {
            return new ThreadPoolOptions(name, limit, queueLimit, closeTimeout, abortTimeout, failureHandler, threads,
                    jobTimeout);
        }
    }
}
