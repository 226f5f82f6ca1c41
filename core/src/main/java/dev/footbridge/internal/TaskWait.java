package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** The wait of somebody who looks at a task's outcome. */
final class TaskWait extends Observer.Look {

    private final Promise<?> task;
    private final Leaving leaving;
    private final @Nullable Cancel timeout;
    private volatile boolean cancelled;
    private volatile boolean expired;

    /** What becomes of the task when the strand has to leave before it has ended. */
    enum Leaving {
        /** It is cancelled, why ever that is. */
        CANCELS,
        /** It is cancelled when the strand is. */
        PASSES_CANCELS_ON,
        /** Nothing: it has been cancelled. */
        ACCEPTS
    }

    TaskWait(Strand strand, Promise<?> task, Leaving leaving) {
        this(strand, task, leaving, null);
    }

    /** A wait with a limit; {@code timeout} cancels the task when it is over. */
    TaskWait(Strand strand, Promise<?> task, Leaving leaving, @Nullable Cancel timeout) {
        super(strand);
        this.task = task;
        this.leaving = leaving;
        this.timeout = timeout;
    }

    /** What it waits for. */
    Promise<?> task() {
        return task;
    }

    /** Whether the task was cancelled for a cancel of the strand. */
    boolean wasCancelled() {
        return cancelled;
    }

    /** Whether the task was cancelled because the time was up. */
    boolean hasExpired() {
        return expired;
    }

    /** Why the task is cancelled when the thread is interrupted. */
    String interruption() {
        return strand().thread() + " was interrupted while it waited for " + task.name();
    }

    @Override
    protected boolean minds() {
        return leaving != Leaving.ACCEPTS;
    }

    @Override
    protected void leave(Wake wake, @Nullable Cancel request) {
        Cancel cancel = isSignalled() ? null : cancel(wake, request);
        if (cancel != null) {
            cancelled |= request != null;
            expired |= cancel == timeout;
            task.cancel(cancel);
        }
    }

    private @Nullable Cancel cancel(Wake wake, @Nullable Cancel request) {
        if (request != null) {
            return Cancel.interrupting(request.reason());
        }
        if (leaving != Leaving.CANCELS) {
            return null;
        }
        return wake == Wake.INTERRUPTED ? Cancel.interrupting(interruption()) : timeout;
    }
}
