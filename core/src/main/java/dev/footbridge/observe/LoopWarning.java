package dev.footbridge.observe;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something debug mode found on an event loop that is most likely not meant. Immutable.
 *
 * <p>{@link #message()} says it in words, with the remedy.
 */
public sealed interface LoopWarning {

    /** The name of the loop. */
    String loop();

    /** What was found and what to do about it, in words. */
    String message();

    /**
     * A coroutine has kept the loop for long without waiting, so that nothing else of the loop could run.
     *
     * @param loop the name of the loop
     * @param task the name of the task that runs
     * @param duration for how long at least
     * @param state whether the thread computes ({@code RUNNABLE}), or is blocked in a call that is not Footbridge's
     * @param stack where it was when that was noticed
     */
    record SlowStep(String loop, String task, Duration duration, Thread.State state, List<StackTraceElement> stack)
            implements
                LoopWarning {

        /** Copies the stack. */
        public SlowStep {
            stack = List.copyOf(stack);
        }

        @Override
        public String message() {
            String place = stack.isEmpty() ? "an unknown place" : stack.getFirst().toString();
            return task + " has kept event loop '" + loop + "' for " + duration.toMillis() + " ms, "
                    + (isBlocked()
                            ? "blocked in " + place + ": await it, or run it by toThread"
                            : "computing in " + place + ": split it up by yieldNow(), or run it by toThread");
        }

        /** Whether the thread sleeps in a blocking call that is not Footbridge's, instead of computing. */
        public boolean isBlocked() {
            return state != Thread.State.RUNNABLE;
        }
    }

    /**
     * A coroutine made a blocking call to a level other than its own loop. It was served: the loop went on.
     *
     * @param loop the name of the loop
     * @param call which call
     */
    record BlockingCall(String loop, String call) implements LoopWarning {
        @Override
        public String message() {
            return call + ": start it there, and await the task";
        }
    }

    /**
     * A task ended and nobody ever asked how.
     *
     * @param loop the name of the loop
     * @param task the name of the task
     * @param started its trace is where the task was started
     */
    record NeverAwaited(String loop, String task, @Nullable Throwable started) implements LoopWarning {
        @Override
        public String message() {
            return task + " was never awaited: await it, give it to a TaskGroup, or start it by background";
        }
    }
}
