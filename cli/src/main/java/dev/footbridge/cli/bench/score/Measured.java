package dev.footbridge.cli.bench.score;

/**
 * A figure and its error bars, which lie on the figure itself where its spread is not known.
 *
 * @param value the figure
 * @param low the lower end of the bar
 * @param high the upper end
 */
public record Measured(double value, double low, double high) {

    /** Checks that the bar holds the figure. */
    public Measured {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "a figure must lie between the ends of its bar (it is " + value + ", they are " + low + " and "
                            + high
                            + ")");
        }
    }

    /** One of which nothing is known but itself. */
    public static Measured of(double value) {
        return new Measured(value, value, value);
    }

    /** One with an error to both sides; an error that is no number says that the spread is not known. */
    public static Measured of(double value, double error) {
        return error > 0 && Double.isFinite(error) ? new Measured(value, value - error, value + error) : of(value);
    }

    /** Whether the spread is known. */
    public boolean hasSpread() {
        return low < high;
    }

    /** The same in another unit. */
    public Measured times(double factor) {
        return new Measured(value * factor, low * factor, high * factor);
    }

    /** One over it: what a rate says about the time of a single one. */
    public Measured inverse() {
        return of(1).over(this);
    }

    /**
     * The ratio of the two. Its bars are those of both as shares of their figures, which add up as the sides of a right
     * angle do: right while they are small and neither measurement disturbs the other.
     */
    public Measured over(Measured other) {
        double ratio = value / other.value;
        double down = Math.hypot(1 - low / value, other.high / other.value - 1);
        double up = Math.hypot(high / value - 1, 1 - other.low / other.value);
        return new Measured(ratio, Math.max(0, ratio * (1 - down)), ratio * (1 + up));
    }
}
