package dev.footbridge.cli.levels;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many equal jobs, and how many of them ran at once at the most. Each crowd brings a function of its own, as the elastic
 * pool tells jobs apart by that.
 */
final class Crowd {

    private final String work;
    private final int size;
    private final int result;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** So many jobs, each of which must bring this result. */
    Crowd(String work, int size, int result) {
        this.work = work;
        this.size = size;
        this.result = result;
    }

    String work() {
        return work;
    }

    int size() {
        return size;
    }

    /** Forgets how many ran at once so far. */
    void reset() {
        most.set(0);
    }

    /** How many ran at once at the most, each on a thread of its own. */
    int mostAtOnce() {
        return most.get();
    }

    /** As many as there are of a job, which does its work by {@link #count}. */
    List<Callable<Integer>> of(Callable<Integer> job) {
        return Collections.nCopies(size, job);
    }

    /** Does the work of one job, and counts it in meanwhile. */
    Integer count(Callable<Integer> job) throws Exception {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            return job.call();
        } finally {
            now.decrementAndGet();
        }
    }

    boolean isCorrect(List<Integer> results) {
        return results.size() == size && results.stream().allMatch(value -> value == result);
    }
}
