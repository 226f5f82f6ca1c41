package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.AsyncCondition;
import java.time.Duration;

/** A condition of a lock: the library's, unless a test overrides something. */
public interface Waking {

    /** The condition itself. */
    AsyncCondition real();

    /** The library's. */
    static Waking of(AsyncCondition condition) {
        return () -> condition;
    }

    /** Lets the lock go until a signal comes. */
    default void await() {
        real().await();
    }

    /** The same, so long; whether a signal came. */
    default boolean await(Duration limit) {
        return real().await(limit);
    }

    /** Wakes so many. */
    default void signal(int count) {
        real().signal(count);
    }

    /** Wakes all. */
    default void signalAll() {
        real().signalAll();
    }

    /** How many wait for it. */
    default int waiting() {
        return real().stats().waiting();
    }
}
