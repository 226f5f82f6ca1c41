package dev.footbridge.executors;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Deferred;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** An executor as a level as one would write it first, which breaks several laws: the checks must find that. */
record NaiveLevel(ExecutorService executor) implements Level {

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public <T> Task<T> start(Callable<T> job) {
        Future<T> future = executor.submit(job);
        Deferred<T> task = new Deferred<>("naive") {
            @Override
            public boolean cancel(Cancel request) {
                return future.cancel(true) && super.cancel(request);
            }
        };
        Thread.startVirtualThread(() -> {
            try {
                task.set(future.get());
            } catch (Exception failed) {
                task.setFailure(
                        failed.getCause() instanceof Exception cause ? new IllegalStateException(cause) : failed);
            }
        });
        return task;
    }

    @Override
    public <T> Optional<Task<T>> tryStart(Callable<T> job) {
        return Optional.of(start(job));
    }

    @Override
    public <T> T call(Callable<T> job) {
        return start(job).result();
    }
}
