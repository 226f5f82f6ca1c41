package dev.footbridge.threads;

import dev.footbridge.internal.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The jobs of a pool that have not ended: what close waits for and abort cancels. Guarded by the lock of {@link Slots},
 * which gives the signals that are due once that is free.
 */
final class LiveJobs {

    private final Set<PoolJob<?>> jobs = new HashSet<>();
    private final List<Signal> whenIdle = new ArrayList<>();
    private final List<Signal> whenEmpty = new ArrayList<>();
    private int residents;
    private long started;
    private long ended;

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    List<PoolJob<?>> all() {
        return List.copyOf(jobs);
    }

    /** How many there were so far. */
    long started() {
        return started;
    }

    /** How many of those have ended. */
    long ended() {
        return ended;
    }

    void add(PoolJob<?> job) {
        jobs.add(job);
        started++;
        residents += job.resident() == null ? 0 : 1;
    }

    /** A job has ended, or was dropped; the signals that are due now. */
    List<Signal> remove(PoolJob<?> job) {
        if (jobs.remove(job)) {
            ended++;
            residents -= job.resident() == null ? 0 : 1;
        }
        return due();
    }

    /** Has the signal given when no job is left but residents; the signals that are due now. */
    List<Signal> whenIdle(Signal signal) {
        whenIdle.add(signal);
        return due();
    }

    /** Has the signal given when no job is left; the signals that are due now. */
    List<Signal> whenEmpty(Signal signal) {
        whenEmpty.add(signal);
        return due();
    }

    private List<Signal> due() {
        if (jobs.size() > residents) {
            return List.of();
        }
        List<Signal> due = new ArrayList<>(whenIdle);
        whenIdle.clear();
        if (jobs.isEmpty()) {
            due.addAll(whenEmpty);
            whenEmpty.clear();
        }
        return due;
    }
}
