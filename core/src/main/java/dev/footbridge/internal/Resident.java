package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/**
 * A job's body that stays until somebody has no more use for it, such as a generator's. It does not keep its level open:
 * a level that is closed waits for its other jobs and then tells those bodies to end.
 */
public interface Resident {

    /** Tells it to end, cleanup included, and does not wait for that. Any thread. */
    void evict(String reason);

    /** A job whose body may be one. */
    interface Housed {
        /** The body, or null when it is an ordinary one. */
        @Nullable
        Resident resident();
    }
}
