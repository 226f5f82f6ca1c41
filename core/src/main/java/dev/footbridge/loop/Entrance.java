package dev.footbridge.loop;

import dev.footbridge.internal.Linked;
import dev.footbridge.internal.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How work comes to a loop, from any thread: straight to the queue from whoever holds the baton, else by the inbox. */
final class Entrance {

    private final Core core;
    private final Baton baton;

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
            Worker bell = core.workers.bell();
            if (bell != null) {
                LockSupport.unpark(bell.thread());
            } else if (baton.tryTake()) {
                baton.dispatch();
            }
        }
        return true;
    }

    /** Queues a job; false when the loop is closed. */
    boolean submit(LoopJob<?> job) {
        if (baton.isHolder()) {
            baton.enqueue(job);
            return true;
        }
        return bring(job);
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
        if (!submit(Callback.job(core, action))) {
            action.run();
        }
    }

    /** Signals the waiter when no job is left. */
    void whenEmpty(Waiter waiter) {
        if (!perform(() -> core.live.whenEmpty(waiter))) {
            waiter.signal();
        }
    }

    /** Closes an empty loop for good; false when something came in. Called by the holder. */
    boolean tryClose() {
        baton.intake();
        if (!core.live.isEmpty() || !core.ready.isEmpty() || !core.inbox.tryClose()) {
            return false;
        }
        core.clock.stop();
        core.workers.retireAll();
        return true;
    }

    /**
     * Shuts a loop whose holder will not give up the baton: its jobs are returned, and who waits for the baton is sent
     * away. Called without the baton.
     */
    List<LoopJob<?>> shut() {
        List<LoopJob<?>> jobs = new ArrayList<>(core.live.all());
        for (Linked item = core.inbox.close(); item != null; item = item.next) {
            if (item instanceof LoopJob<?> job) {
                jobs.add(job);
            }
        }
        core.callers.refuseAll();
        return jobs;
    }
}
