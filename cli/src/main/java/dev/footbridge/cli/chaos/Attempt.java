package dev.footbridge.cli.chaos;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A job that was given to the crew. */
interface Attempt {

    /** Whether it has settled. */
    boolean isDone();

    /** Waits for how it settled. */
    Outcome<?> outcome();

    /** Whether one may wait for it again. */
    boolean isRepeatable();

    /** A job with a task. */
    static Attempt of(Task<?> task) {
        return new Attempt() {
            @Override
            public boolean isDone() {
                return task.isDone();
            }

            @Override
            public Outcome<?> outcome() {
                return task.outcome();
            }

            @Override
            public boolean isRepeatable() {
                return true;
            }
        };
    }

    /** A job that is not wanted any more after this time. */
    static Attempt cancelled(Task<?> task, Duration after, String reason) {
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS).execute(() -> task.cancel(reason));
        return of(task);
    }

    /** A call that waits by itself, on the thread or in the coroutine that asks for its outcome. */
    static Attempt call(Callable<?> call) {
        return new Attempt() {
            private volatile boolean done;

            @Override
            public boolean isDone() {
                return done;
            }

            @Override
            public Outcome<?> outcome() {
                try {
                    return new Outcome.Success<>(call.call());
                } catch (Throwable failure) {
                    return new Outcome.Failure<>(failure);
                } finally {
                    done = true;
                }
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }
        };
    }
}
