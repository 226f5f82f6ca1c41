package dev.footbridge.stress;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.util.concurrent.Callable;

/** What a loop must be able to do to be put under load: the real one, or one that is broken on purpose. */
public interface LoadedLoop extends AutoCloseable {

    /** Starts a coroutine. */
    <T> Task<T> start(Callable<T> job);

    /** Runs a coroutine and waits for it. */
    <T> T call(Callable<T> job);

    /** Runs a section that nothing else of the loop overlaps. */
    <T> T atomically(Callable<T> section);

    /** How many tasks have not ended. */
    long pending();

    @Override
    void close();

    /** The real one. */
    static LoadedLoop of(EventLoop loop) {
        return new LoadedLoop() {
            @Override
            public <T> Task<T> start(Callable<T> job) {
                return loop.start(job);
            }

            @Override
            public <T> T call(Callable<T> job) {
                return loop.call(job);
            }

            @Override
            public <T> T atomically(Callable<T> section) {
                return loop.atomically(section);
            }

            @Override
            public long pending() {
                return loop.stats().pending();
            }

            @Override
            public void close() {
                loop.close();
            }
        };
    }
}
