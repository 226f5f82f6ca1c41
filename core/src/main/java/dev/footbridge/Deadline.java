package dev.footbridge;

import dev.footbridge.internal.Expiry;
import java.time.Duration;

/**
 * The limit of the surrounding {@link Async#withDeadline withDeadline}; the code inside may move
 * it. Used by the code in that scope only, on its own thread.
 */
public final class Deadline {

    private final Expiry expiry;

    Deadline(Expiry expiry) {
        this.expiry = expiry;
    }

    /**
     * Moves the limit.
     *
     * @param fromNow how long from now; zero or less lets it pass at once. A limit that has passed stays passed
     */
    public void moveTo(Duration fromNow) {
        expiry.set(fromNow);
    }

    /** How long is left; negative when it has passed. */
    public Duration remaining() {
        return expiry.remaining();
    }

    /** Whether it has passed, and the scope is cancelled. */
    public boolean isExpired() {
        return expiry.isExpired();
    }

    /**
     * Code with a limit that it may move.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Body<T extends @org.jspecify.annotations.Nullable Object> {

        /**
         * Does the work.
         *
         * @param deadline its limit
         * @return the value
         * @throws Exception if the work fails
         */
        T run(Deadline deadline) throws Exception;
    }
}
