package dev.footbridge.cli.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Chance out of a seed. Not for use by several threads. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from the least to the most. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** A number from the least to the most, small ones more often: as many up to their geometric mean as above. */
    int rather(int least, int most) {
        return (int) Math.round(least * Math.pow((double) most / least, random.nextDouble()));
    }

    /** A time from none to so many milliseconds. */
    Duration upTo(int millis) {
        return Duration.ofMillis(between(0, millis));
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** One of these, by their weights. */
    <T> T pick(List<T> from, ToIntFunction<T> weight) {
        int left = random.nextInt(from.stream().mapToInt(weight).sum());
        for (T each : from) {
            left -= weight.applyAsInt(each);
            if (left < 0) {
                return each;
            }
        }
        throw new IllegalStateException("the weights have changed meanwhile");
    }
}
