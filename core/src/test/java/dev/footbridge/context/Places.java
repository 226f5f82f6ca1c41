package dev.footbridge.context;

import static dev.footbridge.Async.await;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.util.concurrent.CompletableFuture;

/** Levels of a test, and tasks on them that were started by somebody else and end when the gate opens. */
final class Places implements AutoCloseable {

    final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    final EventLoop other = EventLoop.open(o -> o.withName("other"));
    final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));
    final ThreadPool platform = ThreadPool.open(o -> o.withName("platform").withThreadFactory(Thread.ofPlatform()
            .daemon().factory()));
    final ThreadPool one = ThreadPool.open(o -> o.withName("one").withLimit(1));
    final CompletableFuture<Void> gate = new CompletableFuture<>();
    final Task<Integer> onLoop = Marks.with("somebody", () -> loop.start(this::pass));
    final Task<Integer> onPool = Marks.with("somebody", () -> pool.start(this::pass));

    private int pass() {
        Marks.change();
        await(gate);
        return 1;
    }

    @Override
    public void close() {
        gate.complete(null);
        loop.close();
        other.close();
        one.close();
        platform.close();
        pool.close();
    }
}
