package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task as a {@link CompletableFuture}: cancelling it reaches the work, and a coroutine that joins it lets the others
 * run. It completes when the task settles, so after a cancel not before the cleanup is done.
 */
final class TaskFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Promise<T> task;
    /** Where the code runs that is registered on it. */
    private final @Nullable Carried registered = Carried.capture();

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
        Carried.call(registered, () -> {
            completeAsTask();
            return registered;
        });
    }

    private void completeAsTask() {
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

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Dependent<>(defaultExecutor());
    }

    @Override
    public Executor defaultExecutor() {
        return command -> Thread.ofVirtual().inheritInheritableThreadLocals(false)
                .start(() -> Carried.call(registered, Executors.callable(command)));
    }

    /** What a stage method makes of the view, and of that in turn: never on the common pool. */
    private static final class Dependent<T extends @Nullable Object> extends CompletableFuture<T> {

        private final Executor executor;

        Dependent(Executor executor) {
            this.executor = executor;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Dependent<>(executor);
        }

        @Override
        public Executor defaultExecutor() {
            return executor;
        }
    }
}
