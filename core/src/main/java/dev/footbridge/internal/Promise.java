package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A task from inside: what settles, and how others wait for it, ask it to end, and look at what came of it. */
public abstract class Promise<T extends @Nullable Object> extends Settleable<T> {

    /** The inside of a task. */
    public static <T extends @Nullable Object> Promise<T> of(Task<T> task) {
        if (task instanceof Promise<T> promise) {
            return promise;
        }
        throw new IllegalArgumentException(
                "only tasks that Footbridge made can be used here (this is a " + task.getClass().getName() + ")");
    }

    /** Runs code of the user's that was registered on this task; a loop's task runs it on its loop. */
    protected void runCallback(Runnable callback) {
        callback.run();
    }

    // ---- waiting

    /** A chance to run the work right here instead of waiting for somebody else to; whether that was done. */
    protected boolean help() {
        return false;
    }

    /** Runs the work right here, if it is what the loop of this coroutine would run next; whether that was done. */
    protected boolean helpInPlace(Strand strand) {
        return false;
    }

    /** Waits to the end, here or elsewhere. */
    private void awaitEnd() {
        if (help()) {
            PromiseWait.leaveWith(this);
        } else {
            PromiseWait.untilDone(this);
        }
    }

    @Override
    public final T result() {
        if (!isDone()) {
            awaitEnd();
        }
        return value();
    }

    @Override
    public final T result(Duration limit) throws TimeoutException {
        if (!isDone()) {
            PromiseWait.within(this, limit);
        }
        return value();
    }

    @Override
    public final Outcome<T> outcome() {
        if (!isDone()) {
            awaitEnd();
            if (settled() instanceof Outcome.Cancelled<T>(String reason) && Thread.currentThread().isInterrupted()) {
                throw new CancelledException(reason);
            }
        }
        return settled();
    }

    // ---- Future

    @Override
    public final boolean cancel() {
        return cancel(Cancel.interrupting(name() + " was cancelled"));
    }

    @Override
    public final boolean cancel(String reason) {
        Objects.requireNonNull(reason, "the reason is null: say why it is cancelled");
        return cancel(Cancel.interrupting(reason));
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        return mayInterruptIfRunning ? cancel() : cancel(Cancel.cooperative(name() + " was cancelled"));
    }

    /** Asks the work to end; false when it has ended. Any thread. */
    public abstract boolean cancel(Cancel request);

    /** Whether that is the job in which the code of this task runs. */
    boolean isRunBy(@Nullable Promise<?> job) {
        return this == job;
    }

    /** Whether this request, and no earlier one, is what cancelled the work. */
    boolean wasCancelledBy(Cancel request) {
        return true;
    }

    @Override
    public final T get() throws InterruptedException, ExecutionException {
        PromiseWait.forFuture(this, Strand.NEVER);
        return futureValue();
    }

    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!PromiseWait.forFuture(this, unit.toNanos(timeout))) {
            throw new TimeoutException(name() + " did not end within " + timeout + " " + unit.name().toLowerCase(
                    java.util.Locale.ROOT) + ": it goes on; result(Duration) would have cancelled it");
        }
        return futureValue();
    }

    private T futureValue() throws ExecutionException {
        Throwable error = failure();
        if (error != null) {
            throw new ExecutionException(error);
        }
        return value();
    }

    @Override
    public final T resultNow() {
        return switch (settled()) {
            case Outcome.Success<T> success -> success.value();
            case Outcome.Failure<T> failure ->
                throw new IllegalStateException(name() + " failed: ask exceptionNow()", failure.error());
            case Outcome.Cancelled<T> cancelled ->
                throw new IllegalStateException(name() + " was cancelled: " + cancelled.reason());
        };
    }

    @Override
    public final Throwable exceptionNow() {
        if (settled() instanceof Outcome.Failure<T> failure) {
            return failure.error();
        }
        throw new IllegalStateException(name() + " did not fail: it is " + state());
    }

    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        return TaskFuture.of(this);
    }

    @Override
    public String toString() {
        return name() + "[" + state() + "]";
    }
}
