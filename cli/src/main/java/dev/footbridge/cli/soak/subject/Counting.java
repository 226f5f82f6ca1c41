package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.AsyncSemaphore;
import java.time.Duration;

/** A semaphore: the library's, unless a test overrides something. */
public interface Counting {

    /** The semaphore itself. */
    AsyncSemaphore real();

    /** The library's. */
    static Counting of(AsyncSemaphore semaphore) {
        return () -> semaphore;
    }

    /** Waits for permits. */
    default void acquire(int count) {
        real().acquire(count);
    }

    /** Takes permits if they are free. */
    default boolean tryAcquire(int count) {
        return real().tryAcquire(count);
    }

    /** Waits for permits, so long. */
    default boolean tryAcquire(int count, Duration limit) {
        return real().tryAcquire(count, limit);
    }

    /** Gives permits back. */
    default void release(int count) {
        real().release(count);
    }

    /** How many are free. */
    default int available() {
        return real().available();
    }

    /** How many wait. */
    default int waiting() {
        return real().stats().waiting();
    }
}
