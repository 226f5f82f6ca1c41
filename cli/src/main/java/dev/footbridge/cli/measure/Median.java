package dev.footbridge.cli.measure;

import java.util.Arrays;

/** The value in the middle. */
public final class Median {

    private Median() {}

    /** That of at least one; of an even number of them the mean of the two in the middle. They stay in their order. */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
