package dev.footbridge.processes.worker;

import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Job;
import dev.footbridge.internal.Slot;
import dev.footbridge.internal.Strand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A blocking job in its worker. */
final class WorkerJob extends Job<@Nullable Object> implements Slot {

    private final Jobs jobs;
    private final Place place;
    private final long id;
    private final int line;

    WorkerJob(Jobs jobs, Place place, long id, int line, Callable<@Nullable Object> body) {
        super(body, null);
        this.jobs = jobs;
        this.place = place;
        this.id = id;
        this.line = line;
    }

    long id() {
        return id;
    }

    /** Runs it on this thread, unless the pool has taken it back, and sends what comes of it. */
    void runHere() {
        if (!jobs.begin(this, id, line)) {
            return;
        }
        Strand strand = new Strand(Thread.currentThread());
        strand.setHome(jobs);
        strand.setSlot(this);
        strand.bind();
        try {
            beginToEnd(strand);
        } finally {
            strand.unbind();
        }
        jobs.finishHere(this, id);
    }

    @Override
    public void release() {
        jobs.waits(id);
        place.release();
    }

    @Override
    public void reacquire() {
        jobs.goesOn(id);
        place.reacquire();
    }

    @Override
    protected String levelName() {
        return jobs.poolName();
    }

    @Override
    protected @Nullable FailureSink failureSink() {
        return null;
    }
}
