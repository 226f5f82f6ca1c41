package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cli.measure.Median;
import java.util.Arrays;

/**
 * One figure.
 *
 * @param step what was measured
 * @param jobs how many jobs, or calls, were in each round
 * @param seconds the median, for one job where jobs are compared with calls, else for all
 * @param secondsMin the least
 * @param secondsMax the most
 * @param baseSeconds the median of what it is compared with: the bare engine, or what the slots allow; zero for nothing
 * @param baseMin the least of that
 * @param baseMax the most of that
 * @param ratio the first median to the second; zero for nothing to compare with
 * @param target the most that the ratio may be; zero for no target
 */
record Row(String step, int jobs, double seconds, double secondsMin, double secondsMax, double baseSeconds,
        double baseMin, double baseMax, double ratio, double target) {

    /** One of these seconds, round by round, and of those of what it is compared with. */
    static Row of(String step, int jobs, double[] seconds, double[] base, double target) {
        double median = Median.of(seconds);
        double baseMedian = Median.of(base);
        return new Row(step, jobs, median, min(seconds), max(seconds), baseMedian, min(base), max(base),
                median / baseMedian, target);
    }

    /** One that is compared with nothing. */
    static Row of(String step, int jobs, double seconds) {
        return new Row(step, jobs, seconds, seconds, seconds, 0, 0, 0, 0, 0);
    }

    private static double min(double... values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double... values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
