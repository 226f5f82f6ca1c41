package dev.footbridge.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on other threads: until a condition holds, however long a busy machine takes. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final long PAUSE_NANOS = 200_000;

    private Eventually() {}

    /** Returns once the condition holds; fails the test if it never does. Leaves the interrupt flag alone. */
    public static void until(BooleanSupplier condition) {
        if (!within(LIMIT, condition)) {
            throw new AssertionError("the condition did not come true within " + LIMIT);
        }
    }

    /** Waits for the condition; false if it does not hold in so long, as it must not where a check is tried on a broken twin. */
    public static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
