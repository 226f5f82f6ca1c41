package dev.footbridge.cli.bench.processes;

import dev.footbridge.cli.measure.Median;
import java.util.Collection;

/**
 * What one contender took for one step, a time for each round.
 *
 * @param seconds their median
 * @param min the least
 * @param max the most
 */
record Times(double seconds, double min, double max) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Times ofNanos(Collection<Long> rounds) {
        double[] sorted = rounds.stream().mapToDouble(nanos -> nanos / NANOS_PER_SECOND).sorted().toArray();
        return new Times(Median.of(sorted), sorted[0], sorted[sorted.length - 1]);
    }
}
