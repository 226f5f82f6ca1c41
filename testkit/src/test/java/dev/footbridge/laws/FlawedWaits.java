package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.Waited;
import java.time.Duration;
import java.util.List;

/** Waits without taking part, each with its flaw. */
record FlawedWaits(Flaw flaw) implements Waiting {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** What is done is what ended the wait. */
        NAMES_ONLY_THE_FIRST("what is done"),
        /** Others run after the look at what is done. */
        LOOKS_TOO_EARLY("what is done"),
        /** What is out of time is cancelled. */
        CANCELS_WHAT_IS_PENDING("what is "),
        /** It asks again and again, with a pause between. */
        ASKS_NOW_AND_THEN("when the wait was over"),
        /** Who waits cannot be cancelled. */
        KEEPS_CANCELS_OUT("a wait that began in a cancelled scope went by");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    @Override
    public Waited<Integer> wait(Until until, List<Task<Integer>> tasks, Duration limit) {
        return switch (flaw) {
            case NAMES_ONLY_THE_FIRST -> onlyTheFirst(Waiting.real().wait(until, tasks, limit));
            case LOOKS_TOO_EARLY -> {
                Waited<Integer> seen = Waiting.real().wait(until, tasks, limit);
                Async.yieldNow();
                yield seen;
            }
            case CANCELS_WHAT_IS_PENDING -> {
                Waited<Integer> waited = Waiting.real().wait(until, tasks, limit);
                waited.pending().forEach(Task::cancel);
                yield waited;
            }
            case ASKS_NOW_AND_THEN -> ask(until, tasks, limit);
            case KEEPS_CANCELS_OUT -> Async.shielded(() -> Waiting.real().wait(until, tasks, limit));
        };
    }

    private static Waited<Integer> onlyTheFirst(Waited<Integer> waited) {
        List<Task<Integer>> done = waited.done();
        return new Waited<>(done.subList(0, Math.min(1, done.size())), waited.pending());
    }

    private static Waited<Integer> ask(Until until, List<Task<Integer>> tasks, Duration limit) {
        Duration pause = Duration.ofNanos(700_000);
        for (Duration left = limit; left.isPositive(); left = left.minus(pause)) {
            Waited<Integer> waited = Waiting.real().wait(until, tasks, Duration.ZERO);
            if (until == Until.ANY ? !waited.done().isEmpty() : waited.pending().isEmpty()) {
                return waited;
            }
            Async.sleep(pause);
        }
        return Waiting.real().wait(until, tasks, Duration.ZERO);
    }
}
