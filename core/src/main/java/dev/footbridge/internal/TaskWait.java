package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** The wait of somebody who looks at a task's outcome, and cancels the task if he has to leave first. */
final class TaskWait extends Observer.Look {

    private final Promise<?> task;
    private final Leaver leaver;
    private volatile boolean cancelled;

    /** What cancels the task when the wait ends like this; null to leave the task alone. */
    interface Leaver {
        @Nullable
        Cancel cancel(Wake wake, @Nullable Cancel request);
    }

    TaskWait(Strand strand, Promise<?> task, Leaver leaver) {
        super(strand);
        this.task = task;
        this.leaver = leaver;
    }

    /** What it waits for. */
    Promise<?> task() {
        return task;
    }

    /** Whether the task was cancelled for a cancel of the strand. */
    boolean wasCancelled() {
        return cancelled;
    }

    @Override
    protected boolean minds() {
        return true;
    }

    @Override
    protected void leave(Wake wake, @Nullable Cancel request) {
        Cancel cancel = isSignalled() ? null : leaver.cancel(wake, request);
        if (cancel != null) {
            cancelled |= request != null;
            task.cancel(cancel);
        }
    }
}
