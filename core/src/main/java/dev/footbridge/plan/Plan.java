package dev.footbridge.plan;

import dev.footbridge.Task;
import org.jspecify.annotations.Nullable;

/**
 * An immutable description of several calls. It may run any number of times, also at once, and be a member of other
 * plans. All methods may be called from any thread.
 *
 * @param <R> what a run brings
 */
public sealed interface Plan<R extends @Nullable Object> permits Members {

    /**
     * Runs the plan and waits for it: in a coroutine the others go on meanwhile, any other thread blocks.
     *
     * @return what it brings
     * @throws dev.footbridge.CancelledException if the waiting code is cancelled; the members are cancelled, and their
     *         cleanup awaited, first. Else what a member throws, unless the plan collects errors
     */
    R block();

    /**
     * Starts the plan. Cancelling the task cancels the members.
     *
     * @return its task
     */
    Task<R> run();
}
