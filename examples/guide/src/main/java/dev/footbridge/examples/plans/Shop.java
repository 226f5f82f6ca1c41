package dev.footbridge.examples.plans;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Blocking and async functions to make plans of. */
final class Shop {

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    private Shop() {}

    static String findUser(int id) throws InterruptedException {
        MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
        try {
            Thread.sleep(50);
            return "user " + id;
        } finally {
            RUNNING.decrementAndGet();
        }
    }

    static CompletionStage<Integer> fetchPrice(String sku) {
        return CompletableFuture.supplyAsync(() -> sku.length() * 100,
                CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
    }

    static String broken(String what) {
        if (!what.isEmpty()) {
            throw new IllegalStateException(what + " is down");
        }
        return what;
    }

    static int mostAtOnce() {
        return MOST.getAndSet(0);
    }
}
