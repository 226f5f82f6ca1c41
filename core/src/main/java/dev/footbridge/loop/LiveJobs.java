package dev.footbridge.loop;

import dev.footbridge.internal.Waiter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a loop that have not ended, newest first: what close waits for and abort cancels. Guarded by the baton.
 */
final class LiveJobs {

    private final List<Waiter> idleWaiters = new ArrayList<>();
    private final List<Waiter> emptyWaiters = new ArrayList<>();
    private @Nullable LoopJob<?> newest;
    private int residents;
    private @Nullable String evicting;
    private long started;
    private long ended;

    boolean isEmpty() {
        return newest == null;
    }

    long size() {
        return Math.max(0, started - ended);
    }

    long started() {
        return started;
    }

    long ended() {
        return ended;
    }

    /** Counts the job in, if it is not. */
    void add(LoopJob<?> job) {
        if (job.listed) {
            return;
        }
        LoopJob<?> below = newest;
        job.older = below;
        if (below != null) {
            below.newer = job;
        }
        newest = job;
        job.listed = true;
        started++;
        if (job instanceof ResidentLoopJob<?> housed) {
            residents++;
            if (evicting != null) {
                housed.resident().evict(evicting);
            }
        }
    }

    /** Counts the job out: it has ended, or was dropped. */
    void remove(LoopJob<?> job) {
        if (!job.listed) {
            return;
        }
        job.listed = false;
        LoopJob<?> above = job.newer;
        LoopJob<?> below = job.older;
        if (above == null) {
            newest = below;
        } else {
            above.older = below;
        }
        if (below != null) {
            below.newer = above;
        }
        job.newer = null;
        job.older = null;
        ended++;
        if (job instanceof ResidentLoopJob<?>) {
            residents--;
        }
        if (newest == null) {
            signalAll(emptyWaiters);
        }
        if (isIdle()) {
            signalAll(idleWaiters);
        }
    }

    private static void signalAll(List<Waiter> waiters) {
        if (!waiters.isEmpty()) {
            waiters.forEach(Waiter::signal);
            waiters.clear();
        }
    }

    /** Whether there are none but residents. */
    private boolean isIdle() {
        return started - ended == residents;
    }

    /** Signals the waiter when no job is left but residents. */
    void whenIdle(Waiter waiter) {
        if (isIdle()) {
            waiter.signal();
        } else {
            idleWaiters.add(waiter);
        }
    }

    /** Tells the residents to end, those that are here and those that come. */
    void evict(String reason) {
        evicting = reason;
        for (LoopJob<?> job : all()) {
            if (job instanceof ResidentLoopJob<?> housed) {
                housed.resident().evict(reason);
            }
        }
    }

    /** Signals the waiter when no job is left. */
    void whenEmpty(Waiter waiter) {
        if (newest == null) {
            waiter.signal();
        } else {
            emptyWaiters.add(waiter);
        }
    }

    /**
     * All of them, oldest first. Also read without the baton, when its holder will not give it up: then it may miss
     * some.
     */
    List<LoopJob<?>> all() {
        List<LoopJob<?>> jobs = new ArrayList<>();
        long most = started - ended + 1;
        for (LoopJob<?> job = newest; job != null && jobs.size() < most; job = job.older) {
            jobs.add(job);
        }
        return jobs.reversed();
    }
}
