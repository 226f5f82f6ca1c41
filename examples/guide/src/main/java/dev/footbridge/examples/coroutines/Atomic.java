package dev.footbridge.examples.coroutines;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can happen between two lines of a coroutine? Nothing, unless one of them waits. */
public final class Atomic {

    private int stock;

    private Atomic() {}

    // @start region="atomic"
    void sellOne() {
        if (stock > 0) { // nobody runs between the look
            stock--; // and the sale
        }
    }
    // @end

    // @start region="torn"
    void sellOneSlowly() {
        if (stock > 0) {
            sleep(Duration.ofMillis(50)); // others run here, and sell, too
            stock--;
        }
    }
    // @end

    private static int left(Runnable sale, Atomic shop) {
        shop.stock = 10;
        List<Task<Void>> buyers = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            buyers.add(start(sale::run));
        }
        gather(buyers);
        return shop.stock;
    }

    /** A hundred coroutines buy ten books, in two ways. */
    public static void main(String[] args) {
        Atomic shop = new Atomic();
        try (EventLoop loop = EventLoop.open()) {
            IO.println("without a wait in between: " + loop.call(() -> left(shop::sellOne, shop)) + " left");
            IO.println("with a wait in between: " + loop.call(() -> left(shop::sellOneSlowly, shop)) + " left");
            shop.stock = 10;
            // @start region="atomically"
            loop.atomically(() -> shop.sellOne()); // a section on the loop, from any thread
            // @end
            IO.println("sold by another thread: " + shop.stock + " left");
        }
    }
}
