package dev.footbridge.stress;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolStats;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a bounded pool must be able to do to be put under load: the real one, or one that is broken on purpose. */
public interface LoadedPool extends Level, AutoCloseable {

    /** What it is doing. */
    ThreadPoolStats stats();

    @Override
    void close();

    /** The real one. */
    static LoadedPool of(ThreadPool pool) {
        return new LoadedPool() {
            @Override
            public String name() {
                return pool.name();
            }

            @Override
            public <T> Task<T> start(Callable<T> job) {
                return pool.start(job);
            }

            @Override
            public <T> Optional<Task<T>> tryStart(Callable<T> job) {
                return pool.tryStart(job);
            }

            @Override
            public <T> T call(Callable<T> job) {
                return pool.call(job);
            }

            @Override
            public ThreadPoolStats stats() {
                return pool.stats();
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }
}
