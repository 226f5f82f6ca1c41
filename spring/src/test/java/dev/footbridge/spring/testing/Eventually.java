package dev.footbridge.spring.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what comes in its own time, not longer than half a minute. */
public final class Eventually {

    private Eventually() {}

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            Thread.sleep(5);
        }
    }
}
