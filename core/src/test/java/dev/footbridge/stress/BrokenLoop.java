package dev.footbridge.stress;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolStats;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Loops that break a law, so that the checks have something to find. */
public final class BrokenLoop {

    private BrokenLoop() {}

    /** One that keeps nobody out: coroutines run on threads, callers where they are. */
    public static LoadedLoop withoutExclusion() {
        ThreadPool pool = ThreadPool.open(o -> o.withCloseTimeout(Duration.ZERO).withFailureHandler((_, _) -> {}));
        return new LoadedLoop() {
            @Override
            public <T> Task<T> start(Callable<T> job) {
                return pool.start(job);
            }

            @Override
            public <T> T call(Callable<T> job) {
                return Level.caller().call(job);
            }

            @Override
            public <T> T atomically(Callable<T> section) {
                return call(section);
            }

            @Override
            public long pending() {
                ThreadPoolStats now = pool.stats();
                return now.started() - now.ended();
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }

    /** One that forgets to wake one coroutine in so many. */
    public static LoadedLoop losingOneWakeUpIn(int many) {
        EventLoop loop = EventLoop.open(o -> o.withCloseTimeout(Duration.ZERO).withFailureHandler((_, _) -> {}));
        AtomicInteger given = new AtomicInteger();
        LoadedLoop sound = LoadedLoop.of(loop);
        return new LoadedLoop() {
            @Override
            public <T> Task<T> start(Callable<T> job) {
                if (given.incrementAndGet() % many != 0) {
                    return sound.start(job);
                }
                return sound.start(() -> {
                    Async.await(new CompletableFuture<T>());
                    return job.call();
                });
            }

            @Override
            public <T> T call(Callable<T> job) {
                return sound.call(job);
            }

            @Override
            public <T> T atomically(Callable<T> section) {
                return sound.atomically(section);
            }

            @Override
            public long pending() {
                return sound.pending();
            }

            @Override
            public void close() {
                sound.close();
            }
        };
    }
}
