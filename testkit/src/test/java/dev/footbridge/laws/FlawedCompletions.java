package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Completions;
import dev.footbridge.Task;
import dev.footbridge.testkit.VirtualClock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** Tasks as they end, each way with its flaw. */
record FlawedCompletions(VirtualClock clock, Flaw flaw) implements Waiting {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** The tasks come in the order given. */
        WAITS_FOR_ONE_AFTER_THE_OTHER("what has ended"),
        /** When the time is up, what has ended does not come any more. */
        KEEPS_WHAT_HAS_ENDED("what has ended"),
        /** Who leaves early leaves the rest running. */
        LEAVES_THE_REST("how many still run");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    @Override
    public Ends asCompleted(List<Task<Integer>> tasks, Duration limit) {
        Duration end = clock.elapsed().plus(limit);
        Completions<Integer> completions = Async.asCompleted(tasks, limit);
        Iterator<Task<Integer>> given = tasks.iterator();
        Callable<Task<Integer>> next = () -> switch (flaw) {
            case WAITS_FOR_ONE_AFTER_THE_OTHER -> oneAfterTheOther(given.next(), end);
            case KEEPS_WHAT_HAS_ENDED -> inTime(completions.iterator(), end);
            case LEAVES_THE_REST -> completions.iterator().next();
        };
        return Ends.of(next, flaw == Flaw.LEAVES_THE_REST ? () -> {} : completions::close);
    }

    private Task<Integer> oneAfterTheOther(Task<Integer> next, Duration end) throws TimeoutException {
        if (Async.waitAll(List.of(next), end.minus(clock.elapsed())).pending().isEmpty()) {
            return next;
        }
        throw new TimeoutException("made by hand");
    }

    private Task<Integer> inTime(Iterator<Task<Integer>> ends, Duration end) throws TimeoutException {
        if (clock.elapsed().compareTo(end) < 0) {
            return ends.next();
        }
        throw new TimeoutException("made by hand");
    }
}
