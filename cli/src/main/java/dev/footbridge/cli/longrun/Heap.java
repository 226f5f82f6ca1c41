package dev.footbridge.cli.longrun;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How much of the heap is in use once garbage is gone. */
public final class Heap {

    /** What may come and go without being a leak: classes, caches of the JDK, code that was compiled meanwhile. */
    public static final long TOLERANCE = 8L << 20;

    private static final int TRIES = 4;
    private static final Duration CLEANERS = Duration.ofMillis(100);

    private Heap() {}

    /** The bytes in use, the least of several looks: cleaners run between them. */
    public static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            System.gc();
            LockSupport.parkNanos(CLEANERS.toNanos());
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
