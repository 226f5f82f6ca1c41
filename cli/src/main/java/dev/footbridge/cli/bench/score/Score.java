package dev.footbridge.cli.bench.score;

/**
 * What one contender reached.
 *
 * @param contest where
 * @param contender who; those whose names begin with {@code footbridge} are ours
 * @param measured what
 * @param unit in which unit
 */
public record Score(Contest contest, String contender, Measured measured, Unit unit) {

    private static final String OURS = "footbridge";

    /** Whether it is Footbridge's. */
    public boolean isOurs() {
        return contender.startsWith(OURS);
    }

    /** The score as something of which less is better. */
    public Measured cost() {
        return unit.cost(measured);
    }

    /** Whether it can be compared: a clock with coarse steps may have seen nothing. */
    public boolean isComparable() {
        return measured.value() > 0;
    }
}
