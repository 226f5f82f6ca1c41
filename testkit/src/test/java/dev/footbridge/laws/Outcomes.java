package dev.footbridge.laws;

import dev.footbridge.Outcome;
import dev.footbridge.Task;

/** How the tasks of a scenario may end: with a value or cancelled. */
final class Outcomes {

    private Outcomes() {}

    /** Waits for the end, and throws what the task failed with, if it did. */
    static void check(Task<?> task) {
        if (task.outcome() instanceof Outcome.Failure<?> failure) {
            failure.get();
        }
    }
}
