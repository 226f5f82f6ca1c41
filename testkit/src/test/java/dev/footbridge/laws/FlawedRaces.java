package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.Waited;
import java.util.List;

/** Races, each with its flaw. */
record FlawedRaces(Flaw flaw) implements Waiting {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** The losers run on. */
        FORGETS_THE_LOSERS("how many still run"),
        /** The losers are cancelled, and left to their cleanup. */
        LEAVES_CLEANUP_BEHIND("how many still run"),
        /** Of those that have ended when it looks, the first given wins. */
        TAKES_WHOM_IT_SEES_FIRST("who was first"),
        /** When who waits is cancelled, the tasks are not. */
        LEAVES_ALL_BEHIND("how many still run");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    @Override
    public Integer race(List<Task<Integer>> tasks) {
        try {
            Waited<Integer> waited = Async.waitAny(tasks);
            Task<Integer> first = waited.done().getFirst();
            if (flaw != Flaw.FORGETS_THE_LOSERS) {
                waited.pending().forEach(Task::cancel);
            }
            if (flaw == Flaw.TAKES_WHOM_IT_SEES_FIRST) {
                end(tasks);
            }
            return first.result();
        } catch (CancelledException cancelled) {
            if (flaw != Flaw.LEAVES_ALL_BEHIND) {
                end(tasks);
            }
            throw cancelled;
        }
    }

    private static void end(List<Task<Integer>> tasks) {
        tasks.forEach(Task::cancel);
        Async.shielded(() -> Async.waitAll(tasks));
    }
}
