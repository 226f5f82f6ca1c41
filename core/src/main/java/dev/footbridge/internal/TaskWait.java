package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** The wait of somebody who looks at a task's outcome, and cancels the task if he is cancelled first. */
final class TaskWait extends Observer.Look {

    private final Promise<?> task;
    private final @Nullable Cancel timeout;
    /** Whether the task was cancelled for the strand, which was busy. */
    private volatile boolean ahead;

    /** A wait for this task; {@code timeout} cancels the task if the time is up first. */
    TaskWait(Strand strand, Promise<?> task, @Nullable Cancel timeout) {
        super(strand);
        this.task = task;
        this.timeout = timeout;
    }

    /** What it waits for. */
    Promise<?> task() {
        return task;
    }

    boolean wasAhead() {
        return ahead;
    }

    @Override
    protected void cancelAhead(Cancel request) {
        if (isWaiting()) {
            ahead = true;
            task.cancel(Cancel.interrupting(request.reason()));
        }
    }

    @Override
    protected @Nullable Runnable expiry() {
        Cancel late = timeout;
        return late == null ? null : () -> {
            if (isWaiting()) {
                task.cancel(late);
            }
        };
    }
}
