package dev.footbridge.internal;

import dev.footbridge.Outcome;
import org.jspecify.annotations.Nullable;

/** A view of a task that passes its outcome on but keeps cancels from it. */
public final class Shield {

    private Shield() {}

    /** A view of this task: cancelling the view settles the view alone. */
    public static <T extends @Nullable Object> Promise<T> of(Promise<T> task) {
        View<T> view = new View<>(task);
        Signal settle = view::follow;
        if (!task.observe(settle)) {
            settle.fire();
        }
        return view;
    }

    private static final class View<T extends @Nullable Object> extends Deferred<T> {

        private final Promise<T> task;

        View(Promise<T> task) {
            super(task.name() + " (shielded)");
            this.task = task;
        }

        /** Takes over the outcome, and with it the duty to report a failure; a cancelled view leaves that to the task. */
        void follow() {
            if (!isDone()) {
                switch (task.settled()) {
                    case Outcome.Success<T> success -> set(success.value());
                    case Outcome.Failure<T> failure -> setFailure(failure.error());
                    case Outcome.Cancelled<T> cancelled -> setCancelled(cancelled.reason());
                }
            }
        }

        @Override
        protected @Nullable FailureSink failureSink() {
            return task.failureSink();
        }
    }
}
