package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.AsyncLock;
import java.time.Duration;

/** A lock: the library's, unless a test overrides something. */
public interface Locking {

    /** The lock itself. */
    AsyncLock real();

    /** The library's. */
    static Locking of(AsyncLock lock) {
        return () -> lock;
    }

    /** Waits for it. */
    default void lock() {
        real().lock();
    }

    /** Takes it if it is free. */
    default boolean tryLock() {
        return real().tryLock();
    }

    /** Waits for it, so long. */
    default boolean tryLock(Duration limit) {
        return real().tryLock(limit);
    }

    /** Gives it back. */
    default void unlock() {
        real().unlock();
    }

    /** How many wait for it. */
    default int waiting() {
        return real().stats().waiting();
    }

    /** A condition of it. */
    default Waking condition() {
        return Waking.of(real().newCondition());
    }
}
