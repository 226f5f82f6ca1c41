package dev.footbridge.cli.perf;

import dev.footbridge.cli.measure.Median;
import java.util.Collection;

/**
 * A few measurements of the same thing, in seconds.
 *
 * @param mean their mean
 * @param median their median
 * @param min the least
 * @param max the most
 */
record Spread(double mean, double median, double min, double max) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Spread ofNanos(Collection<Long> nanos) {
        double[] sorted = nanos.stream().mapToDouble(n -> n / NANOS_PER_SECOND).sorted().toArray();
        double sum = 0;
        for (double seconds : sorted) {
            sum += seconds;
        }
        return new Spread(sum / sorted.length, Median.of(sorted), sorted[0], sorted[sorted.length - 1]);
    }
}
