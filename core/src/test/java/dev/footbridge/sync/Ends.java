package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How jobs ended that a test started elsewhere: waits for it, however long a busy machine takes. */
final class Ends {

    private static final int SECONDS = 20;

    private Ends() {}

    /** The value; fails the test if there is none. */
    static <T> T value(CompletableFuture<T> job) {
        try {
            return job.get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception wrong) {
            throw new AssertionError("there is no value: " + wrong, wrong);
        }
    }

    /** What was thrown; fails the test if nothing was. */
    static Throwable failure(CompletableFuture<?> job) {
        try {
            return new AssertionError("it failed with nothing and ended with " + job.get(SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (Exception cancelled) {
            return cancelled;
        }
    }

    /** It failed as the queue was closed. */
    static void assertClosed(CompletableFuture<?> job) {
        assertThat(failure(job)).isInstanceOf(QueueClosedException.class);
    }
}
