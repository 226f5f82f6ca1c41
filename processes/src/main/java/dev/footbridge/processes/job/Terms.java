package dev.footbridge.processes.job;

import dev.footbridge.processes.ProcessPoolOptions;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for with a job.
 *
 * @param retries how often it may be begun again when its worker dies
 * @param limit how long it may run
 * @param progress who is told of its progress
 */
public record Terms(int retries, Duration limit, @Nullable Consumer<Object> progress) {

    /** Nothing in particular. */
    public static final Terms PLAIN = new Terms(0, ProcessPoolOptions.FOREVER, null);

    /** With so many retries. */
    public Terms withRetries(int retries) {
        if (retries < 0) {
            throw new IllegalArgumentException("the number of times that a job may be repeated must not be negative"
                    + " (it is " + retries + "): give zero or more");
        }
        return new Terms(retries, limit, progress);
    }

    /** With this time limit. */
    public Terms withLimit(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException(
                    "the time limit of a job must be positive (it is " + limit + "): give more, or leave it out");
        }
        return new Terms(retries, limit, progress);
    }

    /** With somebody to tell of progress. */
    public Terms withProgress(Consumer<Object> progress) {
        return new Terms(retries, limit, progress);
    }

    /** Whether there is a time limit. */
    public boolean isTimed() {
        return !limit.equals(ProcessPoolOptions.FOREVER);
    }
}
