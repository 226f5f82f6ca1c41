package dev.footbridge.threads;

import dev.footbridge.Level;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import dev.footbridge.internal.BlockingCall;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.LevelTime;
import dev.footbridge.internal.Options;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Resident;
import dev.footbridge.internal.ScheduledLevelExecutor;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A level of threads: for blocking calls. Each job has a virtual thread of its own unless the options say otherwise:
 * {@link #elastic} pools have as many platform threads as help, for code that must not run on virtual ones.
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
 * finish, {@link #abort} cancels them; both are bounded in time and name what would not stop. {@link #abandon} waits for
 * nobody. All methods may be called from any thread.
 */
public final class ThreadPool implements Level, Executor, AutoCloseable {

    private final ThreadPoolOptions options;
    private final Dispatch dispatch;
    private final Slots slots;
    private final PoolClosing closing;

    private ThreadPool(ThreadPoolOptions options) {
        this(options, ThisMachine::instance);
    }

    /** A pool on that machine, which is asked for only if the threads are elastic. */
    ThreadPool(ThreadPoolOptions options, Supplier<Machine> where) {
        this.options = options;
        this.dispatch = new Dispatch(this, options, where);
        this.slots = dispatch.slots();
        this.closing = new PoolClosing(dispatch, options);
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
        return new ThreadPool(Options.of(set, ThreadPoolOptions.DEFAULT));
    }

    /**
     * Opens a pool of platform threads, as many as help: for native calls, file I/O and drivers that must not run on
     * virtual threads.
     */
    public static ThreadPool elastic() {
        return elastic(UnaryOperator.identity());
    }

    /**
     * Opens a pool of platform threads, as many as help.
     *
     * @param set changes the options, whose threads are {@link Threads#elastic()}: {@code o -> o.withName("files")}
     * @return the pool; close it
     */
    public static ThreadPool elastic(UnaryOperator<ThreadPoolOptions> set) {
        return new ThreadPool(Options.of(set, ThreadPoolOptions.DEFAULT.withThreads(Threads.elastic())));
    }

    /**
     * Opens a pool of one thread, for what is bound to its thread: each job finds there what earlier ones left. See
     * {@link ConfinedThread}.
     */
    public static ThreadPool confined() {
        return confined(UnaryOperator.identity());
    }

    /**
     * Opens a pool of one thread, for what is bound to its thread.
     *
     * @param set changes the options, whose threads are {@link Threads#confined()}: {@code o -> o.withName("session")}
     * @return the pool; close it
     */
    public static ThreadPool confined(UnaryOperator<ThreadPoolOptions> set) {
        return new ThreadPool(Options.of(set, ThreadPoolOptions.DEFAULT.withThreads(Threads.confined())));
    }

    @Override
    public String name() {
        return options.name();
    }

    Slots slots() {
        return slots;
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
        Objects.requireNonNull(onCancel, "what follows is null: say WAIT or ABANDON");
        return admit(new PoolJob<>(dispatch, body(job), onCancel));
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return start(job, OnCancel.WAIT);
    }

    private <T extends @Nullable Object> Callable<T> body(Callable<T> job) {
        Callable<T> body = Body.of(job);
        return options.jobTimeout().equals(ThreadPoolOptions.FOREVER) || body instanceof Resident
                ? body
                : new Body.Timed<>(body, options.jobTimeout());
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
        return new ScheduledLevelExecutor(this, LevelTime.ticking(closing, dispatch.failures()));
    }

    private <T extends @Nullable Object> Task<T> admit(PoolJob<T> job) {
        if (enter(job, options.queueLimit()) == Slots.Entry.REFUSED) {
            throw new RejectedExecutionException("thread pool '" + name() + "' is full (limit is " + slots.limit()
                    + ", queueLimit is " + options.queueLimit() + "): wait for earlier jobs, or raise one of them");
        }
        return job;
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        PoolJob<T> task = new PoolJob<>(dispatch, body(job), OnCancel.WAIT);
        return enter(task, 0) == Slots.Entry.REFUSED ? Optional.empty() : Optional.of(task);
    }

    private Slots.Entry enter(PoolJob<?> job, int queueLimit) {
        if (!closing.isOpen() && (closing.isClosed() || !dispatch.isOwnThread())) {
            throw closing.rejected();
        }
        Slots.Entry entry = slots.enter(job, queueLimit);
        if (entry == Slots.Entry.CLOSED) {
            throw closing.rejected();
        }
        if (entry == Slots.Entry.RUN) {
            dispatch.launch(job);
        }
        return entry;
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        BlockingCall.check(this);
        return start(job).result();
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
        end(closing::close);
    }

    /**
     * Takes nothing more, cancels all jobs, waits for their cleanup and ends the pool, within
     * {@link ThreadPoolOptions#abortTimeout}. Called by a job of this pool it only cancels, the caller included.
     */
    public void abort() {
        end(() -> closing.abort("thread pool '" + name() + "' was aborted"));
    }

    /**
     * Takes nothing more, drops what is queued, cancels what runs, which interrupts it, and settles every task at once; it
     * waits for nobody. Jobs that still run are reported by name; their threads run on, and count in {@link #stats} until
     * they have really ended. May be called by a job of this pool, too.
     */
    public void abandon() {
        end(() -> {
            slots.shut();
            closing.abandon("thread pool '" + name() + "' was abandoned");
        });
    }

    private void end(Runnable how) {
        how.run();
        dispatch.crew().dismiss();
    }

    /** Whether it was closed or aborted, or is about to be. */
    public boolean isClosed() {
        return !closing.isOpen();
    }

    /** What it is doing. */
    public ThreadPoolStats stats() {
        return slots.stats(name(), dispatch.crew().size());
    }

    /**
     * What each of its jobs is doing, in words: queued, running, blocked or waiting, on which thread and where, and why it
     * was cancelled if it was. For people; read without stopping the pool, so a job that moves meanwhile may be missed.
     */
    public String dump() {
        return PoolDump.of(this, slots);
    }

    @Override
    public String toString() {
        return "thread pool '" + name() + "'";
    }
}
