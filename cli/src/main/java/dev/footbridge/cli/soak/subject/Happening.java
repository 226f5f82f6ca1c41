package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.AsyncEvent;
import java.time.Duration;

/** An event: the library's, unless a test overrides something. */
public interface Happening {

    /** The event itself. */
    AsyncEvent real();

    /** The library's. */
    static Happening of(AsyncEvent event) {
        return () -> event;
    }

    /** Waits for it. */
    default void await() {
        real().await();
    }

    /** Waits for it, so long; whether it happened. */
    default boolean await(Duration limit) {
        return real().await(limit);
    }

    /** It happens. */
    default void set() {
        real().set();
    }

    /** It has not happened. */
    default void clear() {
        real().clear();
    }

    /** How many wait. */
    default int waiting() {
        return real().stats().waiting();
    }
}
