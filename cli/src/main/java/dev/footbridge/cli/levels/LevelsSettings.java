package dev.footbridge.cli.levels;

import dev.footbridge.cli.input.BadInput;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to run, checked.
 *
 * @param jobs how many jobs of each kind
 * @param numbers how many numbers each CPU-bound job looks at
 * @param latency how long the server holds each reply back
 * @param rounds how many rounds each time is the median of
 * @param crowd how many jobs the elastic pool gets at once
 * @param hosts how many members the cluster has; zero for no cluster
 */
record LevelsSettings(int jobs, int numbers, Duration latency, int rounds, int crowd, int hosts) {

    private static final int MOST_JOBS = 1_000;
    private static final int MOST_NUMBERS = 2_000_000;
    private static final int MOST_NUMBERS_IN_ALL = 200_000_000;
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_HOSTS = 16;
    private static final Duration MOST_LATENCY = Duration.ofSeconds(10);

    LevelsSettings {
        within("--jobs", jobs, MOST_JOBS);
        within("--numbers", numbers, MOST_NUMBERS);
        within("--rounds", rounds, MOST_ROUNDS);
        within("--crowd", crowd, MOST_JOBS);
        BadInput.unless((long) jobs * numbers <= MOST_NUMBERS_IN_ALL,
                "--jobs times --numbers is " + (long) jobs * numbers + ": it must be at most " + MOST_NUMBERS_IN_ALL);
        BadInput.unless(latency.toMillis() > 0 && latency.compareTo(MOST_LATENCY) <= 0,
                "--latency is " + latency.toMillis() + "ms: it must be 1ms to 10s");
    }

    /** How many members were asked for. */
    static int hosts(@Nullable Integer asked) {
        if (asked == null) {
            return 0;
        }
        within("--hosts", asked, MOST_HOSTS);
        return asked;
    }

    private static void within(String option, int value, int most) {
        BadInput.unless(value >= 1 && value <= most, option + " is " + value + ": it must be 1 to " + most);
    }
}
