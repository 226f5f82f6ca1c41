package dev.footbridge.cluster.serve;

import dev.footbridge.cluster.submit.Caller;
import dev.footbridge.cluster.wire.Packet.Run;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Promise;
import dev.footbridge.processes.job.Kind;
import org.jspecify.annotations.Nullable;

/** A job that runs here for a submitter. Guarded by {@link Serving}. */
final class Guest implements Caller {

    final Session session;
    final long id;
    final int attempt;
    final Kind kind;
    final String name;
    private volatile boolean waits;
    /** What runs it, once that is known; and a cancel that came before. */
    private @Nullable Promise<?> task;
    private @Nullable Cancel early;

    Guest(Session session, Run run) {
        this.session = session;
        this.id = run.job();
        this.attempt = run.attempt();
        this.kind = run.kind();
        this.name = run.name();
    }

    void setWaiting(boolean isWaiting) {
        waits = isWaiting;
    }

    /** Any thread. */
    @Override
    public boolean isWaiting() {
        return waits;
    }

    /** Says what runs it; returns a cancel that came before, to be passed on. */
    @Nullable
    Cancel runs(Promise<?> runner) {
        task = runner;
        return early;
    }

    /** The task to cancel; null when that is not known yet, and the cancel was noted. */
    @Nullable
    Promise<?> toCancel(Cancel request) {
        if (task == null) {
            early = request;
        }
        return task;
    }
}
