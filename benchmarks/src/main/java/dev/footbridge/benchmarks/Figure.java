package dev.footbridge.benchmarks;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What a main of this module measured: the same as a result of JMH's, for the same report.
 *
 * @param benchmark the class that asks the question, a dot, and the contender
 * @param params which variant of the question
 * @param samples what each repetition gave
 * @param unit what they are in
 */
public record Figure(String benchmark, Map<String, String> params, List<Double> samples, String unit) {

    /** How sure the error is that JMH gives, and so this. */
    private static final double CONFIDENCE = 0.999;

    /** Keeps copies. */
    public Figure {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(
                    "the figure of " + benchmark
                            + " needs samples (there are 0): repeat the measurement at least once");
        }
        params = Map.copyOf(params);
        samples = List.copyOf(samples);
    }

    /** The mean of the samples. */
    public double score() {
        return statistics().getMean();
    }

    /** By how much the mean may be wrong, as JMH computes it; not a number where there are fewer than three samples. */
    public double error() {
        return statistics().getMeanErrorAt(CONFIDENCE);
    }

    private ListStatistics statistics() {
        return new ListStatistics(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
