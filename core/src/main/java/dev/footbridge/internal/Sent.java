package dev.footbridge.internal;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What goes to an executor that may be in another JVM: the user's function itself where the executor knows its kind, else
 * that in a serializable wrapper, and nothing of this JVM.
 */
final class Sent {

    private Sent() {}

    /** Whether it can be sent, as far as can be seen from here. */
    static boolean canGo(Callable<?> job) {
        return switch (job) {
            case Body.Asynchronous<?>(var function) -> isSendable(function);
            case Body.Action(var function) -> isSendable(function);
            case Body.Ran<?>(var function, _) -> isSendable(function);
            default -> isSendable(job);
        };
    }

    private static boolean isSendable(Object function) {
        return function instanceof Serializable
                && (!(function instanceof Body.Wrapper wrapper) || isSendable(wrapper.function()));
    }

    /** Hands it over. */
    static Future<?> submit(Callable<?> job, ExecutorService executor) {
        return switch (job) {
            case Body.Asynchronous<?>(var function) -> executor.submit(new Async<>(function));
            case Body.Action(var function) -> executor.submit(new Action(function));
            case Body.Ran<?>(var function, _) -> executor.submit(function);
            default -> executor.submit(job);
        };
    }

    /** The value of a job whose future brought this: a {@link Runnable}'s was not sent. */
    static @Nullable Object value(Callable<?> job, @Nullable Object brought) {
        return job instanceof Body.Ran<?>(_, var value) ? value : brought;
    }

    /** An async function, whose stage is awaited where it runs. */
    @SuppressWarnings("serial") // made for functions that are serializable
    private record Async<T extends @Nullable Object>(
            AsyncCallable<T> function) implements Callable<T>, Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        @SuppressWarnings("NullAway") // no stage means that the value is null and here already
        public T call() throws Exception {
            CompletionStage<? extends T> stage = function.call();
            return stage == null ? null : StageWait.await(stage);
        }
    }

    /** A blocking job without a value. */
    @SuppressWarnings("serial") // made for functions that are serializable
    private record Action(BlockingAction function) implements Callable<@Nullable Void>, Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Void call() throws Exception {
            function.run();
            return null;
        }
    }
}
