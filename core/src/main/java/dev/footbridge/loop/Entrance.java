package dev.footbridge.loop;

import dev.footbridge.internal.Linked;
import dev.footbridge.internal.Seat;
import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How work comes to a loop, from any thread: straight to the queue from whoever holds the baton, else by the inbox. */
final class Entrance {

    private static final String WAS_SHUT = "the event loop was closed while it was started";
    private final Core core;
    private final Baton baton;
    private volatile boolean shut;

    Entrance(Core core) {
        this.core = core;
        this.baton = core.baton;
    }

    /** Puts something in the inbox and sees to it that somebody looks; false when the loop is closed. */
    boolean bring(Linked item) {
        if (!core.inbox.push(item)) {
            return false;
        }
        if (!baton.isHeld()) {
            boolean forAnybody = !(item instanceof Seat) && baton.isForTheTaking();
            Worker bell = forAnybody ? core.workers.bell() : null;
            if (bell != null) {
                LockSupport.unpark(bell.strand().thread());
            } else {
                baton.stir();
            }
        }
        return true;
    }

    /** Queues a job; false when the loop is closed. */
    boolean submit(LoopJob<?> job) {
        if (shut) {
            return false;
        }
        if (baton.isHolder()) {
            baton.enqueue(job);
            cancelIfAborting(job);
            return true;
        }
        if (!bring(job)) {
            return false;
        }
        if (shut) {
            job.drop(WAS_SHUT);
        }
        return true;
    }

    /** A job that cancelled code starts is cancelled with it; what shielded cleanup starts may run. */
    private void cancelIfAborting(LoopJob<?> job) {
        String reason = core.aborting();
        Strand starter = baton.holder();
        if (reason != null) {
            job.spared = starter != null && !starter.isCancelled();
            if (!job.spared) {
                job.cancel(reason);
            }
        }
    }

    /** Does something short under the baton, now or soon; false when the loop is closed. */
    boolean perform(Runnable action) {
        if (baton.isHolder()) {
            action.run();
            return true;
        }
        return bring(new Op(action));
    }

    /** Runs a callback of the user's on the loop; in place when the loop is closed. */
    void callback(Runnable action) {
        if (!submit(Callback.certain(core, action))) {
            action.run();
        }
    }

    /** Gives the signal when no job is left but residents. */
    void whenIdle(Signal signal) {
        if (!perform(() -> core.live.whenIdle(signal))) {
            signal.fire();
        }
    }

    /** Gives the signal when no job is left. */
    void whenEmpty(Signal signal) {
        if (!perform(() -> core.live.whenEmpty(signal))) {
            signal.fire();
        }
    }

    /** Closes an empty loop for good; false when something came in. Called by the holder. */
    boolean tryClose() {
        baton.intake();
        if (!core.live.isEmpty() || !core.ready.isEmpty() || core.callers.firstAdmitted() != null
                || !core.inbox.tryClose()) {
            return false;
        }
        core.clock.stop();
        core.workers.retireAll();
        ForeignLoop foreign = core.foreign;
        if (foreign != null) {
            foreign.close();
        }
        return true;
    }

    /** Whether the loop takes no more jobs although somebody still holds it. */
    boolean isShut() {
        return shut;
    }

    /**
     * Shuts a loop that somebody will not leave: its jobs are returned, and who waits for the baton is sent away. Those
     * inside can still wait and be woken, so that they end some day. Called without the baton.
     */
    List<LoopJob<?>> shut() {
        shut = true;
        List<LoopJob<?>> jobs = new ArrayList<>(core.live.all());
        for (Linked item = core.inbox.peek(); item != null; item = item.next) {
            if (item instanceof LoopJob<?> job) {
                jobs.add(job);
            }
            Callers.refuse(item);
        }
        core.ready.snapshot().forEach(Callers::refuse);
        core.callers.refuseAdmitted();
        return jobs;
    }
}
