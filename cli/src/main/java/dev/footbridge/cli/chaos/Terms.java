package dev.footbridge.cli.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is special about a job.
 *
 * @param retries how often it may be begun again
 * @param limit how long it may take; null for as long as it likes
 */
record Terms(int retries, @Nullable Duration limit) {

    static final Terms PLAIN = new Terms(0, null);

    static Terms within(Duration limit) {
        return new Terms(0, limit);
    }

    static Terms repeatable(int retries) {
        return new Terms(retries, null);
    }
}
