package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task as a {@link java.util.concurrent.CompletableFuture}: cancelling it reaches the work, and a coroutine that joins
 * it lets the others run. It completes when the task settles, so after a cancel not before the cleanup is done.
 */
final class TaskFuture<T extends @Nullable Object> extends CarryingFuture<T> {

    private final Promise<T> task;

    private TaskFuture(Promise<T> task) {
        this.task = task;
    }

    static <T extends @Nullable Object> TaskFuture<T> of(Promise<T> task) {
        TaskFuture<T> view = new TaskFuture<>(task);
        Observer.Callback settle = () -> task.runCallback(view::settle);
        if (!task.observe(settle)) {
            view.settle();
        }
        return view;
    }

    private void settle() {
        switch (task.settled()) {
            case Outcome.Success<T> success -> complete(success.value());
            case Outcome.Failure<T> failure -> completeExceptionally(failure.error());
            case Outcome.Cancelled<T> cancelled -> completeExceptionally(new CancelledException(cancelled.reason()));
        }
    }

    /** The task behind this view. */
    Promise<T> task() {
        return task;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return task.cancel(mayInterruptIfRunning) || isCancelled();
    }

    @Override
    public T join() {
        letOthersRun();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        letOthersRun();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (Strand.current() == null) {
            refuseToBlock();
            return super.get(timeout, unit);
        }
        StageWait.untilDone(this, unit.toNanos(timeout));
        return super.get(0, unit);
    }

    private void letOthersRun() {
        if (Strand.current() != null) {
            StageWait.untilDone(this, Strand.NEVER);
        } else {
            refuseToBlock();
        }
    }

    private void refuseToBlock() {
        if (!isDone()) {
            BlockingRefusal.check();
        }
    }
}
