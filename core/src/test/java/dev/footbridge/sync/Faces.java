package dev.footbridge.sync;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Every kind of code that may wait for a queue, side by side; closed by the test that opened it. */
final class Faces implements AutoCloseable {

    /** Where code runs. */
    enum Face {
        COROUTINE, COROUTINE_OF_ANOTHER_LOOP, PLAIN_THREAD, VIRTUAL_THREAD, POOL_THREAD
    }

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler((_, _) -> {}));
    private final EventLoop other = EventLoop.open(o -> o.withName("other").withFailureHandler((_, _) -> {}));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withFailureHandler((_, _) -> {}));

    EventLoop loop() {
        return loop;
    }

    EventLoop other() {
        return other;
    }

    ThreadPool pool() {
        return pool;
    }

    /** The faces in turn. */
    static Face turn(int number) {
        return Face.values()[number % Face.values().length];
    }

    /** Starts a job where it is to run; how it ended is in the future. */
    <T> CompletableFuture<T> start(Face face, Callable<T> job) {
        return switch (face) {
            case COROUTINE -> loop.start(job).toCompletableFuture();
            case COROUTINE_OF_ANOTHER_LOOP -> other.start(job).toCompletableFuture();
            case POOL_THREAD -> pool.start(job).toCompletableFuture();
            case PLAIN_THREAD -> onThread(Thread.ofPlatform().daemon(), job);
            case VIRTUAL_THREAD -> onThread(Thread.ofVirtual(), job);
        };
    }

    private static <T> CompletableFuture<T> onThread(Thread.Builder kind, Callable<T> job) {
        CompletableFuture<T> end = new CompletableFuture<>();
        kind.name("foreign").start(() -> {
            try {
                end.complete(job.call());
            } catch (Throwable thrown) {
                end.completeExceptionally(thrown);
            }
        });
        return end;
    }

    @Override
    public void close() {
        loop.abort();
        other.abort();
        pool.abort();
    }
}
