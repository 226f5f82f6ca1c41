package dev.footbridge.loop;

import dev.footbridge.internal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a loop that have not ended, newest first: what close waits for and abort cancels. Guarded by the baton.
 */
final class LiveJobs {

    private final List<Signal> whenIdle = new ArrayList<>();
    private final List<Signal> whenEmpty = new ArrayList<>();
    private @Nullable LoopJob<?> newest;
    private int residents;
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
        if (job instanceof ResidentLoopJob<?>) {
            residents++;
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
            fireAll(whenEmpty);
        }
        if (isIdle()) {
            fireAll(whenIdle);
        }
    }

    private static void fireAll(List<Signal> signals) {
        if (!signals.isEmpty()) {
            List<Signal> all = List.copyOf(signals);
            signals.clear();
            all.forEach(Signal::fire);
        }
    }

    /** Whether there are none but residents. */
    private boolean isIdle() {
        return started - ended == residents;
    }

    /** Gives the signal when no job is left but residents. */
    void whenIdle(Signal signal) {
        if (isIdle()) {
            signal.fire();
        } else {
            whenIdle.add(signal);
        }
    }

    /** Tells the residents to end. */
    void evict(String reason) {
        for (LoopJob<?> job : all()) {
            if (job instanceof ResidentLoopJob<?> housed) {
                housed.resident().evict(reason);
            }
        }
    }

    /** Gives the signal when no job is left. */
    void whenEmpty(Signal signal) {
        if (newest == null) {
            signal.fire();
        } else {
            whenEmpty.add(signal);
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
