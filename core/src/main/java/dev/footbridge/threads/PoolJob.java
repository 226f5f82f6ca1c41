package dev.footbridge.threads;

import dev.footbridge.OnCancel;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Job;
import dev.footbridge.internal.Resident;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A job of a thread pool. */
final class PoolJob<T extends @Nullable Object> extends Job<T> implements Resident.Housed {

    private final ThreadPool pool;
    private final OnCancel onCancel;
    private final @Nullable Resident resident;
    private volatile @Nullable Thread thread;

    PoolJob(ThreadPool pool, Callable<T> body, OnCancel onCancel) {
        super(body);
        this.pool = pool;
        this.onCancel = onCancel;
        this.resident = body instanceof Resident lasting ? lasting : null;
    }

    @Override
    public @Nullable Resident resident() {
        return resident;
    }

    /** Runs it on a thread of its own. */
    void launch() {
        pool.launch(this);
    }

    void runsOn(Thread thread) {
        this.thread = thread;
    }

    @Nullable
    Thread thread() {
        return thread;
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
        pool.passOn();
    }

    @Override
    protected void forgotten() {
        pool.forget(this);
    }

    @Override
    protected void dropped() {
        pool.drop(this);
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
