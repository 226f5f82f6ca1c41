package dev.footbridge.cli.perf;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Measures what rounds of calls cost this process. */
final class Meter {

    private static final Duration IDLE_LOOK = Duration.ofMillis(250);
    private static final int IDLE_LOOKS = 4;

    private final CpuClock clock;

    Meter(CpuClock clock) {
        this.clock = clock;
    }

    /**
     * The CPU seconds that this process uses in a second in which nothing is called, for timers and the like; a way
     * that waits long carries more of them. It is the least of a few looks, because compilers may still be at work.
     */
    double idlePerSecond() {
        double least = Double.MAX_VALUE;
        for (int look = 0; look < IDLE_LOOKS; look++) {
            long wall = System.nanoTime();
            long cpu = clock.nanos();
            LockSupport.parkNanos(IDLE_LOOK.toNanos());
            least = Math.min(least, (double) (clock.nanos() - cpu) / (System.nanoTime() - wall));
        }
        return least;
    }

    Sample sample(Way way, Target target, int calls) {
        JvmThreads before = JvmThreads.now();
        long wall = System.nanoTime();
        long cpu = clock.nanos();
        Calls.make(way, target, calls);
        cpu = clock.nanos() - cpu;
        wall = System.nanoTime() - wall;
        return new Sample(cpu, wall, JvmThreads.now().since(before));
    }
}
