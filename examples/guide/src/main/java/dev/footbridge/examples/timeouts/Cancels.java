package dev.footbridge.examples.timeouts;

import static dev.footbridge.Async.checkCancelled;
import static dev.footbridge.Async.shield;
import static dev.footbridge.Async.shielded;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;

import dev.footbridge.CancelledException;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What does a cancel do, and what may code do about it? */
public final class Cancels {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Cancels() {}

    // @start region="catch"
    static void careful(AsyncEvent begun) {
        begun.set();
        try {
            sleep(LONG);
        } catch (CancelledException e) {
            IO.println("coroutine: " + e.reason());
            shielded(() -> sleep(Duration.ofMillis(10))); // cleanup that has to wait
            throw e; // on: the next wait would throw it again anyway
        }
    }
    // @end

    // @start region="compute"
    static long compute(CountDownLatch begun) {
        begun.countDown();
        long sum = 0;
        while (sum >= 0) {
            checkCancelled(); // computing never waits, so it asks
            sum++;
        }
        return sum;
    }
    // @end

    /** Cancels several things. */
    public static void main(String[] args) throws InterruptedException {
        // @start region="coroutine"
        AsyncEvent careful = AsyncEvent.create();
        Task<?> coroutine = start(() -> careful(careful));
        careful.await(); // one that has not begun would never begin
        coroutine.cancel("not needed any more");
        IO.println(coroutine.outcome()); // waits for the cleanup
        // @end
        try (ThreadPool pool = ThreadPool.open()) {
            // @start region="thread"
            CountDownLatch begun = new CountDownLatch(2);
            Task<?> blocked = pool.start(() -> {
                begun.countDown();
                Thread.sleep(LONG); // any blocking call: it is interrupted
            });
            Task<Long> computing = pool.start(() -> compute(begun));
            begun.await();
            blocked.cancel("too slow");
            computing.cancel("too long");
            IO.println(blocked.outcome() + " " + computing.outcome());
            // @end
            CountDownLatch deaf = new CountDownLatch(1);
            CountDownLatch running = new CountDownLatch(1);
            // @start region="abandon"
            Task<String> call = pool.start(() -> nativeCall(running, deaf), OnCancel.ABANDON);
            running.await();
            call.cancel("does not listen");
            IO.println(call.outcome() + ", still running: " + pool.stats().running());
            // @end
            deaf.countDown();
        }
        // @start region="shield"
        Task<String> payment = start(() -> {
            sleep(Duration.ofMillis(50));
            return "paid";
        });
        Task<String> view = shield(payment);
        view.cancel("the customer has left");
        IO.println(view.outcome() + ", " + payment.result());
        // @end
    }

    private static String nativeCall(CountDownLatch running, CountDownLatch end) {
        running.countDown();
        while (end.getCount() > 0) {
            Thread.onSpinWait(); // deaf to interrupts
        }
        return "native";
    }
}
