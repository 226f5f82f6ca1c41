package dev.footbridge.cli.levels;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Many equal jobs, and how many of them ran at once at the most. */
final class Crowd {

    private final String work;
    private final int size;
    private final Callable<Integer> job;
    private final int result;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** So many jobs, each of which must bring this result. */
    Crowd(String work, int size, Callable<Integer> job, int result) {
        this.work = work;
        this.size = size;
        this.job = job;
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

    List<Callable<Integer>> jobs() {
        return Collections.nCopies(size, this::run);
    }

    private Integer run() throws Exception {
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
