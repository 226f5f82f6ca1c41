package dev.footbridge.processes.pool;

import dev.footbridge.Task;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.LevelTime;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.processes.ProcessPoolStats;
import dev.footbridge.processes.job.Engine;
import dev.footbridge.processes.job.Luggage;
import dev.footbridge.processes.job.Order;
import dev.footbridge.processes.launch.LaunchSettings;
import dev.footbridge.processes.launch.Launcher;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.Setup;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process pool where it was opened. */
public final class LocalEngine implements Engine {

    private static final long LAST_WAIT = 6_000_000_000L;

    private final ProcessPoolOptions options;
    private final String id = UUID.randomUUID().toString();
    private final Codec codec;
    private final Launcher launcher;
    private final Folder folder;
    private final Starter starter;
    private final FailureSink failures;
    private final Board board;
    private final Canceling canceling;
    private final PoolEnd end;

    /** A pool without workers; they come with its jobs. */
    public LocalEngine(ProcessPoolOptions options) {
        this.options = options;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context != null ? context : ProcessPool.class.getClassLoader();
        this.codec = new Codec(loader, options.resultFilter(), options.payloadLimit());
        byte[] _ = setup("").encode(codec, () -> "the set-up of process pool '" + options.name()
                + "' (contextKeys, initializer, shutdownHook, taskFilter)");
        this.launcher = Launcher.of(new LaunchSettings(options.jvmOptions(), options.heap(), options.environment(),
                options.workingDirectory(), LaunchSettings.defaults().aotFolder(), options.aot()), options.workers());
        this.folder = new Folder();
        this.starter = new Starter(this, options, folder, launcher);
        this.failures = new FailureSink(options.failureHandler());
        this.board = new Board(this, options);
        this.canceling = new Canceling(board, options);
        this.end = new PoolEnd(this, options);
    }

    /** What a worker of this name is told. */
    Setup setup(String worker) {
        return new Setup(id, options.name(), worker, options.payloadLimit(), options.heapMark(), options.taskFilter(),
                options.contextKeys(), options.initializer(), options.shutdownHook());
    }

    Board board() {
        return board;
    }

    Canceling canceling() {
        return canceling;
    }

    Starter starter() {
        return starter;
    }

    Codec codec() {
        return codec;
    }

    FailureSink failures() {
        return failures;
    }

    long idleNanos() {
        return Durations.nanos(options.idleTime());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return options.name();
    }

    // ---- jobs

    private <T extends @Nullable Object> LocalJob<T> job(Order order) {
        byte[] payload = codec.encode(Luggage.pack(order.function(), options.contextKeys()),
                () -> "the job " + order.name(name()));
        return new LocalJob<>(this, order, payload);
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Order order) {
        LocalJob<T> job = job(order);
        if (!admit(job, options.queueLimit())) {
            throw new RejectedExecutionException("process pool '" + name() + "' is full (workers is "
                    + options.workers() + ", queueLimit is " + options.queueLimit()
                    + "): wait for earlier jobs, or raise one of them");
        }
        return job;
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Order order) {
        LocalJob<T> job = job(order);
        return admit(job, 0) ? Optional.of(job) : Optional.empty();
    }

    /** Takes a job in; false when there is no room. While the pool closes, its jobs may still start others. */
    boolean admit(PoolJob<?> job, int queueLimit) {
        if (!end.isOpen() && (end.isClosed() || !job.isRelayed())) {
            throw end.rejected();
        }
        return switch (board.enter(job, queueLimit)) {
            case TAKEN -> true;
            case REFUSED -> false;
            case CLOSED -> throw end.rejected();
        };
    }

    /** Only jobs make progress, and they run in workers. */
    @Override
    public void progress(Object report) {}

    /** A job says how far it is. */
    void progressed(WorkerLink worker, Frame frame) {
        PoolJob<?> job = board.jobOf(worker, frame.id());
        Consumer<Object> told = job == null ? null : job.terms.progress();
        if (job == null || told == null) {
            return;
        }
        try {
            Object report = codec.decode(frame.body(), () -> "the report of " + job.name());
            if (report != null) {
                told.accept(report);
            }
        } catch (Throwable broken) {
            failures.report(job.name(), broken);
        }
    }

    // ---- the pool

    @Override
    public LevelTime time(Consumer<Callable<?>> check) {
        return LevelTime.elsewhere(end, failures, check);
    }

    @Override
    public ProcessPoolStats stats() {
        return board.stats();
    }

    @Override
    public void resize(int workers) {
        board.resize(workers);
    }

    @Override
    public boolean isClosed() {
        return !end.isOpen();
    }

    @Override
    public void close() {
        try {
            end.close();
        } finally {
            dismiss();
        }
    }

    @Override
    public void abort() {
        try {
            end.abort("process pool '" + name() + "' was aborted");
        } finally {
            dismiss();
        }
    }

    /** Ends the workers; those that do not end in time are killed. */
    private void dismiss() {
        board.shut();
        starter.giveUp();
        boolean interrupted = false;
        for (int round = 0; round < 3; round++) {
            try {
                List<WorkerLink> left = board.dismiss();
                if (round > 0) {
                    left.forEach(worker -> worker.kill("the pool was closed"));
                }
                if (board.awaitNoWorkers(LAST_WAIT)) {
                    break;
                }
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        launcher.close();
        starter.close();
        folder.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
