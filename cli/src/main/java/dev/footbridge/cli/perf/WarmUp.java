package dev.footbridge.cli.perf;

import dev.footbridge.cli.output.Progress;
import java.time.Duration;
import java.util.List;

/**
 * Makes calls that do not count, until the code of all ways is compiled.
 *
 * <p>Half of them come in bursts without delay, the other half in larger bursts with the delay that is measured,
 * because waiting takes other paths through the code. A way that makes few calls at a time would wait for minutes, so
 * all of its calls are without delay.
 */
final class WarmUp {

    private static final int BURST = 100;
    private static final int BURSTS_PER_LARGE_ONE = 10;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 30;
    private static final int BUSY_PART = 20;

    private final Ways ways;
    private final int callsPerWay;
    private final int burst;

    WarmUp(Ways ways, int callsPerWay) {
        this.ways = ways;
        this.callsPerWay = callsPerWay;
        this.burst = Math.clamp(callsPerWay / 2, 1, BURST);
    }

    int steps() {
        return Math.ceilDiv(callsPerWay, 2 * burst);
    }

    /** Makes at least as many calls as are asked for in each way, on the same pages without and with delay. */
    void run(List<Target> undelayed, List<Target> delayed, Progress progress) {
        for (int step = 0; step < steps(); step++) {
            Target page = undelayed.get(step % undelayed.size());
            for (Way way : ways.inTurn(step)) {
                Calls.make(way, page, burst);
                if (way.callsAtOnce(burst) < burst) {
                    Calls.make(way, page, burst);
                } else if (step % BURSTS_PER_LARGE_ONE == 0) {
                    int large = Math.min(burst * BURSTS_PER_LARGE_ONE, Math.max(1, callsPerWay / 2));
                    Calls.make(way, delayed.get(step / BURSTS_PER_LARGE_ONE % delayed.size()), large);
                }
            }
            progress.step("warming up");
        }
        settle();
    }

    /** Waits until the compilers have caught up, but not for long. */
    private static void settle() {
        for (int look = 0; look < LOOKS; look++) {
            JvmThreads before = JvmThreads.now();
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (JvmThreads.now().since(before).compilerNanos() < LOOK.toNanos() / BUSY_PART) {
                return;
            }
        }
    }
}
