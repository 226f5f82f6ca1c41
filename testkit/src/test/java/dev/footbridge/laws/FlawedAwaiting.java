package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Waits for one task as they are often written, each with its flaw. */
record FlawedAwaiting(Flaw flaw) implements Awaiting {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** What is out of time runs on. */
        LEAVES_WORK_BEHIND("what was waited for has ended"),
        /** What is out of time is cancelled, and left to its cleanup. */
        LEAVES_CLEANUP_BEHIND("what was waited for has ended"),
        /** Whoever cancels the task or its waiter, a time-out is reported. */
        TAKES_EVERY_CANCEL_FOR_ITS_OWN("it was the limit that"),
        /** The waiter is cancelled, the task is not. */
        LEAVES_THE_TASK_ALONE("what was waited for has ended"),
        /** A cancel of the waiter that comes with the end of the task is not noticed, nor one before it. */
        SWALLOWS_A_CANCEL("cancelled");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    @Override
    public Object result(Task<Object> task) {
        return switch (flaw) {
            case LEAVES_THE_TASK_ALONE -> Async.waitAll(List.of(task)).done().getFirst().result();
            case SWALLOWS_A_CANCEL -> {
                Async.shielded(() -> Async.waitAll(List.of(task)));
                yield task.result();
            }
            default -> task.result();
        };
    }

    @Override
    public Object result(Task<Object> task, Duration limit) throws TimeoutException {
        switch (flaw) {
            case LEAVES_WORK_BEHIND, LEAVES_CLEANUP_BEHIND -> {
                if (!Async.waitAll(List.of(task), limit).pending().isEmpty()) {
                    if (flaw == Flaw.LEAVES_CLEANUP_BEHIND) {
                        task.cancel();
                    }
                    throw new TimeoutException("made by hand");
                }
            }
            case TAKES_EVERY_CANCEL_FOR_ITS_OWN -> {
                try {
                    return task.result(limit);
                } catch (CancelledException cancelled) {
                    TimeoutException timeout = new TimeoutException("made by hand");
                    timeout.addSuppressed(cancelled);
                    throw timeout;
                }
            }
            default -> {
            }
        }
        return task.result(limit);
    }
}
