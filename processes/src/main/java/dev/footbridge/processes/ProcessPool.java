package dev.footbridge.processes;

import dev.footbridge.Task;
import dev.footbridge.internal.BlockingCall;
import dev.footbridge.internal.ScheduledLevelExecutor;
import dev.footbridge.processes.job.Engine;
import dev.footbridge.processes.job.Here;
import dev.footbridge.processes.job.Order;
import dev.footbridge.processes.job.Terms;
import dev.footbridge.processes.pool.LocalEngine;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A level of worker JVMs on this host: for CPU work, native code, and code that may crash or must be killable.
 *
 * <p>Every job settles, whatever dies. A worker that crashes fails the jobs it had begun, with an error that says how it
 * ended; jobs that it had not begun run on another one, and the pool heals itself. Nothing runs twice unless it was
 * started through {@link #repeatable}. A cancel, or a time limit, interrupts the job and kills its worker, and only that,
 * if it does not stop. When this JVM dies, its workers do.
 *
 * {@snippet :
 * try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(4).withHeap("256m"))) {
 *     String hash = pool.call(() -> sha256(file));
 *     List<Integer> sizes = pool.map(Page::size, pages, 100);            // in order, 100 to a job
 *     Task<Reply> reply = pool.start(() -> client.fetch(uri));           // async: many at once in each worker
 *     int once = pool.repeatable(2).within(Duration.ofSeconds(5)).call(() -> flakyNativeCode());
 * }
 * }
 *
 * <p>Jobs, with all they capture, and results are serialized. What cannot be sent is an {@link UnsendableException}; an
 * exception of a job arrives as itself, with the worker's trace. Lambdas and method references given to this class are
 * serializable by themselves. A job may use the pool it runs in, captured or as {@link #current}, to any depth: the call
 * is relayed, and the worker runs other jobs meanwhile.
 *
 * <p>Workers start when there are jobs for them, and end when they are idle. {@link #close} lets jobs finish,
 * {@link #abort} cancels them; both are bounded in time. All methods may be called from any thread.
 */
public final class ProcessPool implements RemoteLevel, AutoCloseable, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Engine engine;
    private final transient Terms terms;

    private ProcessPool(Engine engine, Terms terms) {
        this.engine = engine;
        this.terms = terms;
    }

    static ProcessPool of(Engine engine) {
        return new ProcessPool(engine, Terms.PLAIN);
    }

    /** Opens a pool of as many workers as there are processors. */
    public static ProcessPool open() {
        return open(UnaryOperator.identity());
    }

    /**
     * Opens a pool.
     *
     * @param set changes the default options: {@code o -> o.withWorkers(4).withHeap("256m")}
     * @return the pool; close it
     */
    public static ProcessPool open(UnaryOperator<ProcessPoolOptions> set) {
        ProcessPoolOptions options = Objects.requireNonNull(set.apply(ProcessPoolOptions.DEFAULT), "options");
        LocalEngine engine = new LocalEngine(options);
        ProcessPool pool = of(engine);
        Pools.add(engine.id(), pool);
        return pool;
    }

    /**
     * The pool that the calling code is a job of.
     *
     * @throws IllegalStateException in a JVM that is no worker
     */
    public static ProcessPool current() {
        ProcessPool pool = Pools.current();
        return pool != null ? pool : of(Here.engine());
    }

    /**
     * Tells whoever started the running job how far it is; see {@link #onProgress}. In a JVM that is no worker, and in
     * jobs nobody asked about, it does nothing.
     *
     * @param report what to tell; it must be serializable
     */
    public static void report(Object report) {
        Objects.requireNonNull(report, "the report is null: give something to tell");
        if (Here.id() != null) {
            Here.engine().progress(report);
        }
    }

    @Override
    public String name() {
        return engine.name();
    }

    // ---- views

    /**
     * This pool, for jobs that may safely run again: one whose worker dies is begun again on another, so many times at
     * most, and then fails as others do.
     *
     * @param retries how many times
     * @return a view of this pool
     */
    public ProcessPool repeatable(int retries) {
        return new ProcessPool(engine, terms.withRetries(retries));
    }

    /**
     * This pool, for jobs that may take only so long, counted from when they are given to a worker. One that takes longer
     * is cancelled, its worker killed if it does not stop, and fails with a
     * {@link java.util.concurrent.TimeoutException}.
     *
     * @param limit how long
     * @return a view of this pool
     */
    public ProcessPool within(Duration limit) {
        return new ProcessPool(engine, terms.withLimit(limit));
    }

    /**
     * This pool, for jobs that say how far they are by {@link #report}.
     *
     * @param progress told, on a thread of the pool's, in the order of the reports, before the job's task settles
     * @return a view of this pool
     */
    public ProcessPool onProgress(Consumer<Object> progress) {
        return new ProcessPool(engine, terms.withProgress(progress));
    }

    // ---- jobs

    private Order order(Callable<?> job) {
        return Order.of(job, terms, this);
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return engine.start(order(job));
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        return engine.tryStart(order(job));
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        BlockingCall.check(this);
        return start(job).result();
    }

    /**
     * {@inheritDoc}
     *
     * <p>What is scheduled must be serializable, and is refused at once if it is not. A job that is due has begun when the
     * pool has taken it; a cancel reaches it wherever it is.
     */
    @Override
    public ScheduledExecutorService asScheduledExecutorService() {
        return new ScheduledLevelExecutor(this, engine.time(job -> {
            Order _ = order(job);
        }));
    }

    // ---- the pool

    /** What it is doing. */
    public ProcessPoolStats stats() {
        return engine.stats();
    }

    /**
     * Changes how many workers there may be. Those that are too many end, idle ones at once and others after their job.
     *
     * @param workers how many, at least 1
     */
    public void resize(int workers) {
        ProcessPoolOptions.CHECK.atLeastOne("number of workers", workers);
        engine.resize(workers);
    }

    /**
     * Takes nothing more, waits for the jobs to finish, and ends the workers. Jobs still running after
     * {@link ProcessPoolOptions#closeTimeout} are cancelled; those that do not stop within
     * {@link ProcessPoolOptions#abortTimeout} either are reported by name and settle as cancelled, and their workers are
     * killed. An interrupt of the closing thread cancels the jobs at once and keeps the flag. Closing again does nothing.
     *
     * @throws IllegalStateException in a worker of this pool
     */
    @Override
    public void close() {
        engine.close();
        Pools.remove(engine.id());
    }

    /**
     * Takes nothing more, cancels all jobs, waits for their cleanup and ends the workers, within
     * {@link ProcessPoolOptions#abortTimeout}.
     *
     * @throws IllegalStateException in a worker of this pool
     */
    public void abort() {
        engine.abort();
        Pools.remove(engine.id());
    }

    /** Whether it was closed or aborted, or is about to be. */
    public boolean isClosed() {
        return engine.isClosed();
    }

    @Serial
    private Object writeReplace() {
        return new PoolHandle(engine.id(), name());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a process pool is sent as a handle");
    }

    @Override
    public String toString() {
        return "process pool '" + name() + "'";
    }
}
