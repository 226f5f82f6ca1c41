package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** The scope that is a task's body: it has ended when the task is settled. */
final class TaskScope extends DecidingScope {

    private final Promise<?> task;

    TaskScope(Strand strand, Promise<?> task) {
        super(strand);
        this.task = task;
    }

    @Override
    @Nullable
    Promise<?> task() {
        return task;
    }

    @Override
    boolean isEnded() {
        return task.isDone();
    }
}
