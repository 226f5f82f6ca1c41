package dev.footbridge.cli.soak;

import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.soak.kinds.Kind;
import dev.footbridge.cli.soak.subject.Subject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What to soak and how long, checked.
 *
 * @param length how long
 * @param seed the seed of the first program; each further one has the next
 * @param patience how long a program may take before it counts as hanging
 * @param kinds the kinds of programs
 * @param subject what they are built from
 */
record SoakSettings(Duration length, long seed, Duration patience, List<Kind> kinds, Subject subject) {

    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_MINUTES = 7 * 24 * 60;
    /** Short enough to be typed. */
    private static final long SEEDS = 1_000_000_000;

    /** From what the user typed. */
    static SoakSettings of(@Nullable Integer minutes, @Nullable Integer seconds, @Nullable Long seed) {
        BadInput.unless(minutes == null || seconds == null, "--minutes and --seconds are both given: give one of them");
        long first = seed != null ? seed : ThreadLocalRandom.current().nextLong(SEEDS);
        return new SoakSettings(length(minutes, seconds), first, PATIENCE, Kind.ALL, Subject.SOUND);
    }

    private static Duration length(@Nullable Integer minutes, @Nullable Integer seconds) {
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

    private static void within(String option, int value, int most) {
        BadInput.unless(value >= 1 && value <= most, option + " is " + value + ": it must be 1 to " + most);
    }
}
