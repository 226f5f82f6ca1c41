package dev.footbridge.cli.perf;

import dev.footbridge.cli.output.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes calls that do not count, until the code of all ways is compiled.
 *
 * <p>It goes in laps. Half of the calls of a lap are in bursts without delay, the other half in one large burst and a
 * few small ones with the delay that is measured, because waiting takes other paths through the code. A way that makes
 * few calls at a time would wait for minutes, so all of its calls are without delay. A thorough warm-up goes on while
 * the compilers are busy.
 */
final class WarmUp {

    private static final int BURSTS = 10;
    private static final int LARGEST_BURST = 100;
    private static final int SMALL_BURST = 5;
    private static final int THOROUGH = 10_000;
    private static final int MOST_TIMES = 4;
    private static final int BUSY_PART = 10;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 30;

    private final Ways ways;
    private final Meter meter;
    private final int callsPerWay;
    private final int burst;

    WarmUp(Ways ways, Meter meter, int callsPerWay) {
        this.ways = ways;
        this.meter = meter;
        this.callsPerWay = callsPerWay;
        this.burst = Math.clamp(Math.ceilDiv(callsPerWay, 2 * BURSTS), 1, LARGEST_BURST);
    }

    int laps() {
        return Math.ceilDiv(callsPerWay, 2 * BURSTS * burst);
    }

    /**
     * Makes at least as many calls as are asked for in each way, on the same pages without and with delay, and returns
     * how many they were.
     */
    int run(List<Target> undelayed, List<Target> delayed, Progress progress) {
        int lap = 0;
        boolean busy = callsPerWay >= THOROUGH;
        for (; lap < laps() || (busy && lap < MOST_TIMES * laps()); lap++) {
            long compiling = 0;
            long all = 0;
            for (Sample sample : lap(lap, undelayed, delayed)) {
                compiling += sample.jvm().compilerNanos();
                all += sample.cpuNanos();
            }
            busy = busy && compiling > all / BUSY_PART;
            progress.step("warming up");
        }
        settle();
        return lap * 2 * BURSTS * burst;
    }

    /** The calls are measured like those that count, so that the measuring itself is compiled, too. */
    private List<Sample> lap(int lap, List<Target> undelayed, List<Target> delayed) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < BURSTS; i++) {
            Target page = undelayed.get(i % undelayed.size());
            ways.all().forEach(way -> samples.add(meter.sample(way, page, burst)));
        }
        for (Way way : ways.all()) {
            boolean few = way.callsAtOnce(burst) < burst;
            Target page = (few ? undelayed : delayed).get(lap % delayed.size());
            samples.add(meter.sample(way, page, BURSTS * burst));
            for (int i = 0; i < BURSTS; i++) {
                samples.add(meter.sample(way, page, SMALL_BURST));
            }
        }
        return samples;
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
            if (JvmThreads.now().since(before).compilerNanos() < LOOK.toNanos() / BUSY_PART / 2) {
                return;
            }
        }
    }
}
