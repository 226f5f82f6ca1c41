package dev.footbridge.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How much load a stress test makes, and the threads that make it: half of them platform threads, half virtual. */
public final class Load {

    /** Threads at once. */
    public static final int THREADS = 8;

    private static final int SHORT = 5_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private Load() {}

    /** The operations of each thread: few in a normal run, {@code -Dfootbridge.stress=100000} for the full size. */
    public static int operations() {
        return Integer.getInteger("footbridge.stress", SHORT);
    }

    /** Part of the load, for tests whose single operation is bigger. */
    public static int operations(int divisor) {
        return Math.max(1, operations() / divisor);
    }

    /** A time in which it has surely ended, however slow the machine, unless it hangs. */
    public static Duration limit() {
        return LONGEST.plusMillis(10L * operations());
    }

    /** Where chance starts: elsewhere in each run, {@code -Dfootbridge.seed=} for a known one. */
    public static long seed() {
        return Long.getLong("footbridge.seed", System.nanoTime());
    }

    /** What one thread does. */
    @FunctionalInterface
    public interface Driver {
        /** Runs to the end. */
        void run(SplittableRandom random) throws Throwable;
    }

    /** Runs the driver on all threads; what it throws, and who does not end in time, is a violation. */
    public static void drive(long seed, Duration limit, Violations violations, Driver driver) {
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = seeds.split();
            Thread.Builder kind = i % 2 == 0 ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
            threads.add(kind.name("driver-" + i).unstarted(() -> {
                try {
                    driver.run(random);
                } catch (Throwable error) {
                    violations.add(Thread.currentThread() + " died", error);
                }
            }));
        }
        threads.forEach(Thread::start);
        long end = System.nanoTime() + limit.toNanos();
        List<Thread> hanging = threads.stream().filter(thread -> !ends(thread, end)).toList();
        hanging.forEach(violations::hangs);
        hanging.forEach(Thread::interrupt);
        long grace = System.nanoTime() + GRACE.toNanos();
        hanging.forEach(thread -> ends(thread, grace));
    }

    private static boolean ends(Thread thread, long end) {
        try {
            return thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
