package dev.footbridge.internal;

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

        /** Takes over the outcome, and shares whether anybody has looked at it: to report it is the task's affair. */
        void follow() {
            settleAs(task);
        }

        @Override
        protected @Nullable FailureSink failureSink() {
            return null;
        }
    }
}
