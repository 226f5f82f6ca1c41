package dev.footbridge.examples.production;

import static dev.footbridge.Async.sleep;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** How does a program end in bounded time, and what became of its tasks? */
public final class Closing {

    private Closing() {}

    /** Closes, aborts and abandons. */
    public static void main(String[] args) throws InterruptedException {
        // @start region="close"
        EventLoop loop = EventLoop.open(o -> o.withName("shop")
                .withCloseTimeout(Duration.ofMillis(500)) // so long tasks may finish
                .withAbortTimeout(Duration.ofSeconds(5))); // so long cancelled ones may clean up
        Task<String> quick = loop.start(() -> {
            sleep(Duration.ofMillis(10));
            return "done";
        });
        Task<?> endless = loop.start(() -> sleep(Duration.ofDays(1)));
        loop.close();
        IO.println(quick.outcome());
        IO.println(endless.outcome());
        // @end
        // @start region="abort"
        EventLoop other = EventLoop.open(o -> o.withName("other"));
        AsyncEvent begun = AsyncEvent.create();
        Task<?> task = other.start(() -> {
            begun.set();
            sleep(Duration.ofDays(1));
        });
        begun.await();
        other.abort(); // cancels at once
        IO.println(task.outcome());
        // @end
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        // @start region="deaf"
        ThreadPool pool = ThreadPool.open(o -> o.withName("files")
                .withCloseTimeout(Duration.ZERO).withAbortTimeout(Duration.ofMillis(100))
                .withFailureHandler((name, failure) -> IO.println("reported: " + failure.getMessage())));
        Task<?> deaf = pool.start(() -> deaf(running, end));
        running.await();
        pool.close(); // in 100 ms, whatever the job does
        IO.println(deaf.outcome());
        // @end
        end.countDown();
    }

    private static void deaf(CountDownLatch running, CountDownLatch end) {
        running.countDown();
        while (end.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
