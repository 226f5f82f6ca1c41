package dev.footbridge.examples.bridge;

import static dev.footbridge.Async.await;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;

/** Does it stand still when blocking code calls async code that calls blocking code, a thousand deep? */
public final class Nested {

    private Nested() {}

    // @start region="nested"
    static int descend(EventLoop loop, ThreadPool pool, int depth) {
        if (depth == 0) {
            return 0;
        }
        return loop.call(() -> 1 + await(pool.start(() -> descend(loop, pool, depth - 1))));
    }
    // @end

    /** Goes down. */
    public static void main(String[] args) {
        // @start region="one"
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            IO.println(descend(loop, pool, 1_000) + " levels, in a pool of one");
        }
        // @end
    }
}
