package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.AsyncBarrier;
import dev.footbridge.sync.BarrierStats;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A barrier: the library's, unless a test overrides something. */
public interface Meeting {

    /** The barrier itself. */
    AsyncBarrier real();

    /** The library's. */
    static Meeting of(AsyncBarrier barrier) {
        return () -> barrier;
    }

    /** Waits for the others; in which place. */
    default int await() {
        return real().await();
    }

    /** Waits for the others, so long; in which place. */
    default int await(Duration limit) throws TimeoutException {
        return real().await(limit);
    }

    /** Breaks it for good. */
    default void abort() {
        real().abort();
    }

    /** How it stands. */
    default BarrierStats stats() {
        return real().stats();
    }
}
