package dev.footbridge.context.carriers;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.yieldNow;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Levels, and the ways from the calling code to a job on them. */
final class Hops implements AutoCloseable {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));

    /** What a job sees in a coroutine, a pool, a timer, a callback, a stream and a nested call, in this order. */
    List<String> seen(Callable<String> look) throws Exception {
        String nested = loop.call(() -> {
            String inPool = pool.call(look);
            yieldNow();
            return await(loop.start(look)) + inPool;
        });
        return List.of(loop.start(look).result(), pool.start(look).result(),
                later(look, code -> loop.callLater(Duration.ofMillis(1), code)),
                later(look, code -> pool.start(() -> 1).thenRunAsync(code)),
                AsyncStream.of(1).map(_ -> look.call()).on(loop).first().orElseThrow(), nested);
    }

    private static String later(Callable<String> look, Consumer<Runnable> register) throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        register.accept(() -> {
            try {
                got.complete(look.call());
            } catch (Exception failed) {
                got.completeExceptionally(failed);
            }
        });
        return got.get();
    }

    EventLoop loop() {
        return loop;
    }

    ThreadPool pool() {
        return pool;
    }

    @Override
    public void close() {
        loop.close();
        pool.close();
    }
}
