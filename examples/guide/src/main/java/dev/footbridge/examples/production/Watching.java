package dev.footbridge.examples.production;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.sleep;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.EventLoopStats;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

/** How do I see what a level is doing, and keep it from doing too much? */
public final class Watching {

    private Watching() {}

    /** Fills a small pool, and looks at a loop. */
    public static void main(String[] args) {
        CountDownLatch end = new CountDownLatch(1);
        // @start region="limits"
        try (ThreadPool db = ThreadPool.open(o -> o.withName("db").withLimit(2).withQueueLimit(1))) {
            List<Task<?>> queries = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                queries.add(db.start(() -> end.await())); // two run, one queues
            }
            try {
                queries.add(db.start(() -> end.await()));
            } catch (RejectedExecutionException e) {
                IO.println(e.getMessage());
            }
            Optional<Task<String>> now = db.tryStart(() -> "now"); // refuses instead of queueing
            ThreadPoolStats stats = db.stats();
            IO.println("now: " + now.isPresent() + ", " + stats.running() + " run, " + stats.queued() + " queued, "
                    + stats.refused() + " refused");
            end.countDown();
            IO.println(gather(queries).size() + " done");
        }
        // @end
        try (EventLoop loop = EventLoop.open(o -> o.withName("shop"))) {
            Task<?> task = loop.start(() -> sleep(Duration.ofMinutes(1)));
            loop.call(() -> sleep(Duration.ofMillis(20)));
            // @start region="loop"
            EventLoopStats stats = loop.stats();
            IO.println(stats.pending() + " pending, " + stats.timers() + " timer, " + stats.ready() + " ready");
            IO.println(loop.dump());
            // @end
            task.cancel();
        }
    }
}
