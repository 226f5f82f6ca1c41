package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Gatherings with a limit, each with its flaw. */
record FlawedGathers(Flaw flaw) implements Waiting {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** A job looks whether there is room, and a moment later it runs. */
        CHECKS_THEN_ACTS("how many ran at once"),
        /** The others go on after a failure. */
        GOES_ON_AFTER_A_FAILURE("what failed first"),
        /** Values come as they are there. */
        MIXES_UP_THE_ORDER("the values");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    @Override
    public List<Integer> gather(int limit, List<Callable<Integer>> jobs) {
        return switch (flaw) {
            case CHECKS_THEN_ACTS -> checkThenAct(limit, jobs);
            case GOES_ON_AFTER_A_FAILURE -> Async.gatherOutcomes(limit, jobs).stream().map(Outcome::get).toList();
            case MIXES_UP_THE_ORDER -> {
                List<Integer> values = new ArrayList<>();
                Async.gather(limit, jobs.stream().distinct().<Callable<Boolean>>map(job -> () -> values.add(job.call()))
                        .toList());
                yield values;
            }
        };
    }

    private static List<Integer> checkThenAct(int limit, List<Callable<Integer>> jobs) {
        int[] running = {0};
        return Async.gather(jobs.size(), jobs.stream().distinct().<Callable<Integer>>map(job -> () -> {
            while (running[0] >= limit) {
                Async.sleep(Duration.ofNanos(100_000));
            }
            Async.yieldNow();
            running[0]++;
            try {
                return job.call();
            } finally {
                running[0]--;
            }
        }).toList());
    }
}
