package dev.footbridge.cli.levels;

import dev.footbridge.AsyncCallable;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import java.util.concurrent.Callable;

/** A job that yields a number, in one of the two kinds of function that a plan takes. */
sealed interface Job {

    Serial<Integer> addTo(Serial<Integer> plan);

    Parallel<Integer> addTo(Parallel<Integer> plan);

    /**
     * A job that blocks its thread, or computes on it.
     *
     * @param function what to run
     */
    record Blocking(Callable<Integer> function) implements Job {

        @Override
        public Serial<Integer> addTo(Serial<Integer> plan) {
            return plan.schedule(function);
        }

        @Override
        public Parallel<Integer> addTo(Parallel<Integer> plan) {
            return plan.schedule(function);
        }
    }

    /**
     * A job that waits without a thread.
     *
     * @param function what to run
     */
    record Awaiting(AsyncCallable<Integer> function) implements Job {

        @Override
        public Serial<Integer> addTo(Serial<Integer> plan) {
            return plan.schedule(function);
        }

        @Override
        public Parallel<Integer> addTo(Parallel<Integer> plan) {
            return plan.schedule(function);
        }
    }
}
