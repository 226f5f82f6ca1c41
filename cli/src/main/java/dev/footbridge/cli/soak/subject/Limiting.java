package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.Limiter;
import dev.footbridge.sync.LimiterStats;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A limiter: the library's, unless a test overrides something. A place in it is something to run when the work is done.
 */
public interface Limiting {

    /** The limiter itself. */
    Limiter real();

    /** The library's. */
    static Limiting of(Limiter limiter) {
        return () -> limiter;
    }

    /** Waits for a place. */
    default Runnable acquire() {
        return real().acquire()::close;
    }

    /** Takes a place if one is free. */
    default Optional<Runnable> tryAcquire() {
        return real().tryAcquire().map(permit -> permit::close);
    }

    /** Waits for a place, so long. */
    default Optional<Runnable> tryAcquire(Duration limit) {
        return real().tryAcquire(limit).map(permit -> permit::close);
    }

    /** A job that waits for a place wherever it is run. */
    default <T> Callable<T> limited(Callable<T> job) {
        return real().limited(job);
    }

    /** Changes the limit. */
    default void setLimit(int limit) {
        real().setLimit(limit);
    }

    /** How it stands. */
    default LimiterStats stats() {
        return real().stats();
    }
}
