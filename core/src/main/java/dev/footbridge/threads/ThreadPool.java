package dev.footbridge.threads;

import dev.footbridge.Level;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import dev.footbridge.internal.BlockingRefusal;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Host;
import dev.footbridge.internal.LevelTime;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.ScheduledLevelExecutor;
import dev.footbridge.internal.Strand;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A level on which each job has a thread of its own: for blocking calls. The threads are virtual unless the options say
 * otherwise.
 *
 * <p>A pool with a limit runs so many jobs at once and queues the rest, first in first out; it never blocks whoever
 * submits. A job that waits through Footbridge, for a task, a call, a lock, gives its place back meanwhile, so jobs of
 * one pool may wait for each other to any depth.
 *
 * {@snippet :
 * try (ThreadPool db = ThreadPool.open(o -> o.withName("db").withLimit(10))) {
 *     Task<User> user = db.start(() -> users.find(id));
 *     Optional<Task<User>> now = db.tryStart(() -> users.find(other));   // empty if it would have to queue
 * }
 * }
 *
 * <p>A cancel interrupts the job's thread; the task settles when the thread has ended the job. {@link #close} lets jobs
 * finish, {@link #abort} cancels them; both are bounded in time and name what would not stop. All methods may be called
 * from any thread.
 */
public final class ThreadPool implements Level, Executor, AutoCloseable {

    private final ThreadPoolOptions options;
    private final Slots slots;
    private final FailureSink failures;
    private final PoolClosing closing;

    private ThreadPool(ThreadPoolOptions options) {
        this.options = options;
        this.slots = new Slots(options);
        this.failures = new FailureSink(options.failureHandler());
        this.closing = new PoolClosing(this, options, slots);
    }

    /** Opens a pool without a limit. */
    public static ThreadPool open() {
        return new ThreadPool(ThreadPoolOptions.DEFAULT);
    }

    /**
     * Opens a pool.
     *
     * @param set changes the default options: {@code o -> o.withName("db").withLimit(10)}
     * @return the pool; close it
     */
    public static ThreadPool open(UnaryOperator<ThreadPoolOptions> set) {
        return new ThreadPool(Objects.requireNonNull(set.apply(ThreadPoolOptions.DEFAULT), "options"));
    }

    @Override
    public String name() {
        return options.name();
    }

    FailureSink failures() {
        return failures;
    }

    // ---- jobs

    /**
     * Starts a blocking function and says what a cancel does about its thread.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @param onCancel whether a cancelled task waits for its thread
     * @return its task
     * @throws RejectedExecutionException if the pool is full or closed
     */
    public <T extends @Nullable Object> Task<T> start(Callable<T> job, OnCancel onCancel) {
        return admit(new PoolJob<>(this, Body.of(job), Objects.requireNonNull(onCancel, "onCancel")));
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return start(job, OnCancel.WAIT);
    }

    /**
     * Starts a job, for code that wants an {@link Executor}: {@code CompletableFuture.supplyAsync(f, pool)}. A failure
     * is told to the failure handler at once.
     *
     * @param job what to run
     * @throws RejectedExecutionException if the pool is full or closed
     */
    @Override
    public void execute(Runnable job) {
        Promise.of(start(Body.withoutValue(job))).reportAtOnce();
    }

    @Override
    public ScheduledExecutorService asScheduledExecutorService() {
        return new ScheduledLevelExecutor(this, LevelTime.ticking(closing, failures));
    }

    private <T extends @Nullable Object> Task<T> admit(PoolJob<T> job) {
        if (enter(job, options.queueLimit()) == Slots.Entry.REFUSED) {
            throw new RejectedExecutionException("thread pool '" + name() + "' is full (limit is " + options.limit()
                    + ", queueLimit is " + options.queueLimit() + "): wait for earlier jobs, or raise one of them");
        }
        return job;
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        PoolJob<T> task = new PoolJob<>(this, Body.of(job), OnCancel.WAIT);
        return enter(task, 0) == Slots.Entry.REFUSED ? Optional.empty() : Optional.of(task);
    }

    private Slots.Entry enter(PoolJob<?> job, int queueLimit) {
        if (!closing.isOpen() && (closing.isClosed() || !isOwnThread())) {
            throw closing.rejected();
        }
        Slots.Entry entry = slots.enter(job, queueLimit);
        if (entry == Slots.Entry.CLOSED) {
            throw closing.rejected();
        }
        if (entry == Slots.Entry.RUN) {
            launch(job);
        }
        return entry;
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        if (!Strand.inCoroutine()) {
            BlockingRefusal.check();
        }
        Strand strand = Strand.current();
        if (strand != null) {
            strand.checkCancelled();
            Host loop = strand.host();
            if (loop != null) {
                loop.blockingCall("call on thread pool '" + name() + "' by a coroutine");
            }
        }
        return start(job).result();
    }

    /** Gives the job a thread. Without one it fails, and its place goes on to the next. */
    void launch(PoolJob<?> job) {
        for (PoolJob<?> next = job; next != null;) {
            PoolJob<?> launched = next;
            try {
                Thread thread = Objects.requireNonNull(options.threadFactory().newThread(() -> run(launched)),
                        "the thread factory returned no thread");
                if (thread.getName().isEmpty()) {
                    thread.setName(launched.name());
                }
                thread.start();
                return;
            } catch (Throwable noThread) {
                launched.dropFailed(new RejectedExecutionException(
                        "thread pool '" + name() + "' could not start a thread for " + launched.name(), noThread));
                next = slots.leave();
                slots.ended(launched);
            }
        }
    }

    private void run(PoolJob<?> job) {
        Strand strand = new Strand(Thread.currentThread());
        strand.setHome(this);
        if (options.limit() != ThreadPoolOptions.UNLIMITED) {
            strand.setSlot(slots);
        }
        strand.bind();
        job.runsOn(strand.thread());
        try {
            if (!job.begin(strand)) {
                passOn();
            }
        } finally {
            strand.unbind();
            slots.ended(job);
        }
    }

    /** A job's body has ended, or it was dropped on the way to its thread: its place goes to the next. */
    void passOn() {
        PoolJob<?> next = slots.leave();
        if (next != null) {
            launch(next);
        }
    }

    void drop(PoolJob<?> job) {
        slots.drop(job);
    }

    /** A job settled whose thread will not come back. Called on that thread, which has its place no more. */
    void forget(PoolJob<?> job) {
        Strand.here().dropSlot();
        passOn();
        slots.ended(job);
    }

    boolean isOwnThread() {
        Strand strand = Strand.current();
        return strand != null && strand.home() == this;
    }

    // ---- the end

    /**
     * Takes nothing more, waits for the jobs to finish, and ends the pool. Jobs still running after
     * {@link ThreadPoolOptions#closeTimeout} are cancelled; those that do not stop within
     * {@link ThreadPoolOptions#abortTimeout} either are reported by name and settle as cancelled. An interrupt of the
     * closing thread cancels the jobs at once and keeps the flag. Closing again does nothing.
     *
     * @throws IllegalStateException if a job of this pool calls it: it would wait for itself
     */
    @Override
    public void close() {
        closing.close();
    }

    /**
     * Takes nothing more, cancels all jobs, waits for their cleanup and ends the pool, within
     * {@link ThreadPoolOptions#abortTimeout}. Called by a job of this pool it only cancels, the caller included.
     */
    public void abort() {
        closing.abort("thread pool '" + name() + "' was aborted");
    }

    /** Whether it was closed or aborted, or is about to be. */
    public boolean isClosed() {
        return !closing.isOpen();
    }

    /** What it is doing. */
    public ThreadPoolStats stats() {
        return slots.stats();
    }

    @Override
    public String toString() {
        return "thread pool '" + name() + "'";
    }
}
