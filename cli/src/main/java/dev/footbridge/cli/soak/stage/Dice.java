package dev.footbridge.cli.soak.stage;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Chance out of a seed: the same seed gives the same throws. Not for use by several threads. */
public final class Dice {

    private static final int OCTAVES = 11;
    private static final long SHORTEST = 1_000;

    private final SplittableRandom random;

    /** Dice that begin with this seed. */
    public Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from zero to below this. */
    public int upTo(int bound) {
        return random.nextInt(bound);
    }

    /** A number from the least to the most. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Whether one throw in so many came. */
    public boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** A time from microseconds to two milliseconds, short ones as often as long ones. */
    public Duration brief() {
        long octave = SHORTEST << upTo(OCTAVES);
        return Duration.ofNanos(octave + random.nextLong(octave));
    }

    /** One of these. */
    public <T> T pick(List<T> from) {
        return from.get(upTo(from.size()));
    }
}
