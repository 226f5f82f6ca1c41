package dev.footbridge.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Waiting for a future that only knows how to block. */
public final class FutureWait {

    private FutureWait() {}

    /**
     * The value of the future, or its original exception. A cancel or an interrupt of the waiter cancels the future.
     */
    public static <T extends @Nullable Object> T await(Future<T> future) {
        if (future instanceof CompletionStage<?>) {
            @SuppressWarnings("unchecked") // a future that is a stage brings the same value as both
            CompletionStage<T> stage = (CompletionStage<T>) future;
            return StageWait.await(stage);
        }
        return future.isDone() ? get(future) : new Blocked<>(future).result();
    }

    private static <T extends @Nullable Object> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Throwable error) {
            throw Sneaky.raise(Failures.withCallersSide(Failures.unwrap(error)));
        }
    }

    /** A thread that blocks for the future, as a promise. */
    private static final class Blocked<T extends @Nullable Object> extends Deferred<T> {

        private final Future<T> future;

        Blocked(Future<T> future) {
            super("the wait for " + future);
            this.future = future;
            Carried waiting = Carried.capture();
            Thread.ofVirtual().name("footbridge-wait").inheritInheritableThreadLocals(false)
                    .start(() -> block(waiting));
        }

        private void block(@Nullable Carried waiting) {
            try {
                Callable<T> wait = future::get;
                set(Carried.call(waiting, wait));
            } catch (Throwable error) {
                Throwable original = Failures.unwrap(error);
                if (original instanceof CancellationException cancelled) {
                    setCancelled(String.valueOf(cancelled.getMessage()));
                } else {
                    setFailure(original);
                }
            }
        }

        @Override
        public boolean cancel(Cancel request) {
            future.cancel(request.interrupts());
            return super.cancel(request);
        }
    }
}
