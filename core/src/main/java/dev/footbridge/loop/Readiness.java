package dev.footbridge.loop;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.internal.Deferred;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.PromiseWait;
import dev.footbridge.internal.Signal;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The wait for a job that says when it is ready. */
final class Readiness {

    private Readiness() {}

    static <V extends @Nullable Object, T extends @Nullable Object> Started<V, T> await(EventLoop loop,
            ReadyJob<V, T> job) {
        Objects.requireNonNull(job, "the job is null: give a function to run");
        Deferred<V> ready = new Deferred<>("the readiness of a job on " + loop);
        Task<T> task = loop.start((Callable<T>) () -> job.run(ready::set));
        Promise<T> running = Promise.of(task);
        Signal ended = () -> {
            if (!ready.isDone()) {
                notReady(ready, running.settled());
            }
        };
        if (!running.observe(ended)) {
            ended.fire();
        }
        try {
            return new Started<>(ready.result(), task);
        } catch (CancelledException cancelled) {
            running.cancel(cancelled.reason());
            PromiseWait.uncancellably(running);
            throw cancelled;
        }
    }

    private static void notReady(Deferred<?> ready, Outcome<?> outcome) {
        switch (outcome) {
            case Outcome.Success<?> success -> ready.setFailure(new IllegalStateException("the job ended (with "
                    + success.value() + ") and never said that it was ready: have it call ready.accept(...)"));
            case Outcome.Failure<?> failure -> ready.setFailure(failure.error());
            case Outcome.Cancelled<?> cancelled -> ready.setCancelled(cancelled.reason());
        }
    }
}
