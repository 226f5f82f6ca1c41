package dev.footbridge.cli.longrun;

import dev.footbridge.cli.input.BadInput;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long a run takes, and the seed it begins with, from what the user typed. */
public final class Length {

    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final int MOST_MINUTES = 7 * 24 * 60;
    /** Short enough to be typed. */
    private static final long SEEDS = 1_000_000_000;

    private Length() {}

    /** The length that was asked for, in one of both units; a minute if in neither. */
    public static Duration of(@Nullable Integer minutes, @Nullable Integer seconds) {
        BadInput.unless(minutes == null || seconds == null, "--minutes and --seconds are both given: give one of them");
        if (minutes != null) {
            within("--minutes", minutes, MOST_MINUTES);
            return Duration.ofMinutes(minutes);
        }
        if (seconds != null) {
            within("--seconds", seconds, MOST_MINUTES * 60);
            return Duration.ofSeconds(seconds);
        }
        return USUAL;
    }

    /** The seed that was asked for, or a random one. */
    public static long seed(@Nullable Long asked) {
        return asked != null ? asked : ThreadLocalRandom.current().nextLong(SEEDS);
    }

    private static void within(String option, int value, int most) {
        BadInput.unless(value >= 1 && value <= most, option + " is " + value + ": it must be 1 to " + most);
    }
}
