package dev.footbridge.threads;

import dev.footbridge.OnCancel;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Job;
import dev.footbridge.internal.Resident;
import dev.footbridge.internal.Slot;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A job of a thread pool. */
final class PoolJob<T extends @Nullable Object> extends Job<T> implements Resident.Housed, Slot {

    private final Dispatch pool;
    private final OnCancel onCancel;
    private final @Nullable Resident resident;
    private volatile @Nullable Thread thread;
    private volatile boolean waiting;
    private @Nullable Worker worker;
    private @Nullable Kind kind;
    private volatile @Nullable Load load;
    private volatile boolean nested;

    PoolJob(Dispatch pool, Callable<T> body, OnCancel onCancel) {
        super(body);
        this.pool = pool;
        this.onCancel = onCancel;
        this.resident = body instanceof Resident lasting ? lasting : null;
    }

    @Override
    public @Nullable Resident resident() {
        return resident;
    }

    void runsOn(@Nullable Thread runner) {
        this.thread = runner;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    // ---- on elastic threads

    /** The class by which its kind is known. */
    Class<?> functionType() {
        return function();
    }

    /** Said by its worker, for itself. */
    void worker(@Nullable Worker runner) {
        worker = runner;
    }

    @Nullable
    Worker worker() {
        return worker;
    }

    /** Guarded by the lock of the slots. */
    void kind(Kind found) {
        kind = found;
    }

    @Nullable
    Kind kind() {
        return kind;
    }

    /** Written under the lock of the slots. */
    void load(@Nullable Load current) {
        load = current;
    }

    @Nullable
    Load load() {
        return load;
    }

    // ---- on a confined thread

    /** Runs on top of a job that waits. */
    void nest() {
        nested = true;
    }

    boolean isNested() {
        return nested;
    }

    // ---- its place

    @Override
    public void release() {
        waiting = true;
        pool.release(this);
    }

    @Override
    public void reacquire() {
        pool.slots().reacquire(this);
        waiting = false;
    }

    /** Whether it has given its place back to wait, or waits to get it again. */
    boolean isWaiting() {
        return waiting;
    }

    @Override
    protected String levelName() {
        return pool.name();
    }

    @Override
    protected @Nullable FailureSink failureSink() {
        return pool.failures();
    }

    @Override
    protected void ended() {
        pool.passOn(this);
    }

    @Override
    protected void forgotten() {
        pool.forget(this);
    }

    @Override
    protected void dropped() {
        pool.slots().drop(this);
    }

    @Override
    public boolean cancel(Cancel request) {
        boolean asked = super.cancel(request);
        if (asked && onCancel == OnCancel.ABANDON) {
            abandon(request.reason());
        }
        return asked;
    }
}
