package dev.footbridge.processes.job;

import dev.footbridge.internal.Signal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The jobs that have not ended, and who waits until there are none. Guarded by its owner, who gives the signals once that is
 * over.
 *
 * @param <J> the jobs
 */
public final class Living<J> {

    private final Set<J> jobs = new LinkedHashSet<>();
    private List<Signal> waiting = new ArrayList<>();

    /** Nobody yet. */
    public Living() {}

    /** One has come. */
    public void add(J job) {
        jobs.add(job);
    }

    /** One has ended; false if it was not here. */
    public boolean remove(J job) {
        return jobs.remove(job);
    }

    /** All of them have. */
    public void clear() {
        jobs.clear();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** All of them, in the order in which they came. */
    public List<J> all() {
        return new ArrayList<>(jobs);
    }

    /** Has this signal given when there are none; those that are due now. */
    public List<Signal> whenEmpty(Signal signal) {
        waiting.add(signal);
        return due();
    }

    /** The signals that are due. */
    public List<Signal> due() {
        if (!jobs.isEmpty() || waiting.isEmpty()) {
            return List.of();
        }
        List<Signal> due = waiting;
        waiting = new ArrayList<>();
        return due;
    }
}
