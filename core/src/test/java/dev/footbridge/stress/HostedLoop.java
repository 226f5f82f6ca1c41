package dev.footbridge.stress;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

/**
 * A loop that is said to run in turns of a foreign one, under load: everything it runs steps on state that the foreign
 * loop's own tasks step on as well.
 */
final class HostedLoop implements LoadedLoop {

    private final LoadedLoop loop;
    private final Exclusive shared = new Exclusive();

    HostedLoop(EventLoop loop) {
        this.loop = LoadedLoop.of(loop);
    }

    /** Keeps the foreign loop busy with tasks of its own, from another thread, until {@code load} has ended. */
    void besideOwnTasks(Executor foreign, Runnable load) {
        Thread driver = Thread.ofPlatform().daemon().unstarted(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                foreign.execute(() -> shared.touch(10));
                for (int i = 0; i < 2_000; i++) {
                    Thread.onSpinWait();
                }
            }
        });
        driver.start();
        try {
            load.run();
        } finally {
            driver.interrupt();
        }
    }

    long overlaps() {
        return shared.overlaps();
    }

    private <T> Callable<T> stepping(Callable<T> job) {
        return () -> {
            shared.touch(5);
            T value = job.call();
            shared.touch(5);
            return value;
        };
    }

    @Override
    public <T> Task<T> start(Callable<T> job) {
        return loop.start(stepping(job));
    }

    @Override
    public <T> T call(Callable<T> job) {
        return loop.call(stepping(job));
    }

    @Override
    public <T> T atomically(Callable<T> section) {
        return loop.atomically(stepping(section));
    }

    @Override
    public long pending() {
        return loop.pending();
    }

    @Override
    public void close() {
        loop.close();
    }
}
