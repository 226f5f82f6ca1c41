package dev.footbridge.guava;

import com.google.common.util.concurrent.AbstractFuture;
import dev.footbridge.Task;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A task as a future of Guava's, which has not ended before the task's cleanup has. */
final class TaskFuture<T extends @Nullable Object> extends AbstractFuture<T> {

    private final Task<T> task;

    private TaskFuture(Task<T> task) {
        this.task = task;
    }

    static <T extends @Nullable Object> TaskFuture<T> of(Task<T> task) {
        TaskFuture<T> future = new TaskFuture<>(task);
        task.whenComplete(future::end);
        return future;
    }

    @SuppressWarnings("NullAway") // a null value is the task's own
    private void end(@Nullable T value, @Nullable Throwable error) {
        if (error == null) {
            set(value);
        } else if (error instanceof CancellationException) {
            super.cancel(false);
        } else {
            setException(error);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return task.cancel(mayInterruptIfRunning) || isCancelled();
    }

    @Override
    protected String pendingToString() {
        return task.toString();
    }
}
