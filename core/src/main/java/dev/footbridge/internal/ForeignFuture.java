package dev.footbridge.internal;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is asked of the future of an executor that is not ours, which may run code of others, or ask another host. */
final class ForeignFuture {

    private ForeignFuture() {}

    /** Says how it ends, with its value or its own exception: at once, by its callback, or by a thread that waits. */
    static void observe(Future<?> future, BiConsumer<@Nullable Object, @Nullable Throwable> end) {
        if (future instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, error) -> end.accept(value, error == null ? null : Failures.unwrap(error)));
        } else if (future.isDone()) {
            look(future, end);
        } else {
            Thread.ofVirtual().name("footbridge-wait").inheritInheritableThreadLocals(false)
                    .start(() -> look(future, end));
        }
    }

    private static void look(Future<?> future, BiConsumer<@Nullable Object, @Nullable Throwable> end) {
        Object value;
        try {
            value = future.get();
        } catch (Throwable error) {
            end.accept(null, Failures.unwrap(error));
            return;
        }
        end.accept(value, null);
    }

    /** Asks it to be cancelled, on a thread of its own unless that is a matter of memory only. */
    static void cancel(Future<?> future, boolean mayInterrupt, Promise<?> task) {
        boolean isQuick = !(future instanceof CompletionStage<?>)
                && future.getClass().getModule() == Object.class.getModule();
        if (isQuick) {
            cancelHere(future, mayInterrupt, task);
        } else {
            Thread.ofVirtual().name("footbridge-cancel").inheritInheritableThreadLocals(false)
                    .start(() -> cancelHere(future, mayInterrupt, task));
        }
    }

    private static void cancelHere(Future<?> future, boolean mayInterrupt, Promise<?> task) {
        try {
            future.cancel(mayInterrupt);
        } catch (Throwable refused) {
            task.report(refused);
        }
    }
}
