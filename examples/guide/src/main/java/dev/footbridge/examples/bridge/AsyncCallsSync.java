package dev.footbridge.examples.bridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.block;
import static dev.footbridge.Async.callerThread;
import static dev.footbridge.Async.run;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;
import static dev.footbridge.Async.toAsync;
import static dev.footbridge.Async.toThread;

import dev.footbridge.AsyncFunction;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;

/** How does async code call blocking code, without keeping its loop from everything else? */
public final class AsyncCallsSync {

    private static final ThreadLocal<String> TRANSACTION = ThreadLocal.withInitial(() -> "none");

    private AsyncCallsSync() {}

    private static void program() throws Exception {
        // @start region="threads"
        Task<Integer> first = toThread(() -> Prices.read("sku-1")); // on the app-wide thread pool
        Task<Integer> second = run(() -> Prices.read("sku-22")); // the same; an async function stays on the loop
        int third = block(() -> Prices.read("sku-333")); // the same, and awaited
        IO.println(await(first) + " " + await(second) + " " + third);
        // @end
        // @start region="pool"
        try (ThreadPool db = ThreadPool.open(o -> o.withName("db").withLimit(2))) {
            int price = db.call(() -> Prices.read("sku-1")); // two at a time, on threads of their own
            IO.println(price);
        }
        // @end
        // @start region="function"
        AsyncFunction<String, Integer> price = toAsync(Prices::read);
        IO.println(await(price.apply("sku-1")));
        // @end
    }

    /** Calls one blocking function in each way, and one that belongs to its caller's thread. */
    public static void main(String[] args) {
        EventLoop.run(() -> {
            program();
            return null;
        });
        // @start region="caller"
        try (EventLoop loop = EventLoop.open()) {
            TRANSACTION.set("open"); // bound to this thread
            loop.call(() -> {
                Task<String> started = start(() -> {
                    sleep(Duration.ofMillis(10));
                    return callerThread().call(() -> TRANSACTION.get()); // on the thread that called the loop
                });
                String pooled = block(() -> TRANSACTION.get()); // on a thread of the pool
                IO.println("pool: " + pooled + ", caller's thread: " + await(started));
            });
            TRANSACTION.remove();
        }
        // @end
    }
}
