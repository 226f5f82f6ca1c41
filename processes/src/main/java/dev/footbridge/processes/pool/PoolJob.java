package dev.footbridge.processes.pool;

import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Droppable;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Promise;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.job.Terms;
import dev.footbridge.processes.wire.Frame;
import org.jspecify.annotations.Nullable;

/** A job of the pool: its task, and where it is. What is not final is guarded by the {@link Board}. */
abstract class PoolJob<T extends @Nullable Object> extends Promise<T> implements Droppable {

    /** Where a job is. */
    enum Phase {
        /** Not taken in yet, or refused. */
        NEW,
        /** In the queue. */
        QUEUED,
        /** With a worker, which may have begun it. */
        SENT,
        /** Ended, or about to settle. */
        ENDED
    }

    private final LocalEngine engine;
    final Kind kind;
    final Terms terms;
    /** What goes to a worker; nothing once it has ended. */
    byte[] payload;

    long id;
    Phase phase = Phase.NEW;
    @Nullable
    Seat seat;
    int retried;
    int suspected;
    long queuedAt;
    volatile long sentAt;
    volatile @Nullable Cancel request;
    volatile boolean timedOut;

    PoolJob(LocalEngine engine, Kind kind, Terms terms, byte[] payload) {
        this.engine = engine;
        this.kind = kind;
        this.terms = terms;
        this.payload = payload;
    }

    /** Whether a job in a worker started it. */
    abstract boolean isRelayed();

    /** Settles as the worker says. */
    abstract void deliver(Frame frame, String worker);

    final void failWith(Throwable error) {
        fail(error);
    }

    final void stopWith(String reason) {
        stop(reason);
    }

    /** How a cancelled job settles that did not bring a value. */
    final void settleCancelled(String otherwise) {
        Cancel asked = request;
        stop(asked == null ? otherwise : asked.reason());
    }

    @Override
    protected @Nullable FailureSink failureSink() {
        return isRelayed() ? null : engine.failures();
    }

    @Override
    public final boolean cancel(Cancel asked) {
        return !isDone() && engine.canceling().cancel(this, asked);
    }

    @Override
    public final boolean drop(String reason) {
        return engine.canceling().drop(this, reason);
    }

    /** Code of the user's may take any time, and wait for the very worker whose thread this is. */
    @Override
    protected final void runCallback(Runnable callback) {
        Thread.startVirtualThread(callback);
    }
}
