package dev.footbridge.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waiting for what is not ours: any {@link CompletionStage}. */
public final class StageWait {

    private StageWait() {}

    /** The value of the stage, or its original exception. A cancel or an interrupt of the waiter cancels the stage. */
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        if (stage instanceof Promise<T> task) {
            return task.result();
        }
        if (stage instanceof TaskFuture<T> view && view.task().isDone() && !view.isDone()) {
            return view.task().result();
        }
        Arrival<T> arrival = new Arrival<>(new Wait(Strand.here(), stage));
        stage.whenComplete(arrival::take);
        if (!arrival.waiter.isSignalled()) {
            finish(stage, Strand.here().await(arrival.waiter, Strand.NEVER));
        }
        return arrival.value();
    }

    /** Waits for a future without looking at its outcome; false when the time was up first. */
    @SuppressWarnings("FutureReturnValueIgnored") // the wait is the observer
    static boolean untilDone(CompletableFuture<?> future, long nanos) {
        if (future.isDone()) {
            return true;
        }
        Strand strand = Strand.here();
        Waiter waiter = new Wait(strand, future);
        future.whenComplete((_, _) -> waiter.signal());
        Wake wake = strand.await(waiter, nanos == Strand.NEVER ? nanos : strand.deadline(nanos));
        finish(future, wake);
        return wake == Wake.SIGNALLED;
    }

    private static void finish(CompletionStage<?> stage, Wake wake) {
        switch (wake) {
            case SIGNALLED, TIMED_OUT, REFUSED -> {
            }
            case CANCELLED -> {
                Cancel request = Strand.here().met();
                cancel(stage);
                throw request.exception();
            }
            case INTERRUPTED -> {
                cancel(stage);
                Thread.currentThread().interrupt();
                throw Cancel.cooperative(Thread.currentThread() + " was interrupted while it waited").exception();
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException _) {
            // A stage without a future cannot be cancelled; it goes on, and its value is dropped.
        }
    }

    /** The wait for a stage; if that is a view of a task, the task can be cancelled without running code of others. */
    private static final class Wait extends Waiter {

        private final CompletionStage<?> stage;

        Wait(Strand strand, CompletionStage<?> stage) {
            super(strand);
            this.stage = stage;
        }

        @Override
        protected boolean minds() {
            return stage instanceof TaskFuture<?>;
        }

        @Override
        protected void leave(Wake wake, @Nullable Cancel request) {
            if (request != null && !isSignalled() && stage instanceof TaskFuture<?> view) {
                view.task().cancel(Cancel.interrupting(request.reason()));
            }
        }
    }

    /** What the stage brought, written before the waiter is signalled. */
    private static final class Arrival<T extends @Nullable Object> {

        private final Waiter waiter;
        private @Nullable T value;
        private @Nullable Throwable error;

        Arrival(Waiter waiter) {
            this.waiter = waiter;
        }

        void take(@Nullable T arrived, @Nullable Throwable failed) {
            value = arrived;
            error = failed;
            waiter.signal();
        }

        @SuppressWarnings("NullAway") // a null value is the stage's own
        T value() {
            Throwable failed = error;
            if (failed != null) {
                throw Sneaky.raise(Failures.withCallersSide(Failures.unwrap(failed)));
            }
            return value;
        }
    }
}
