package dev.footbridge.loop;

import dev.footbridge.internal.Ticker;
import java.time.Instant;

/** The machine's clock. */
enum SystemTime implements TimeSource {
    CLOCK;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Runnable wakeAt(long deadline, Runnable wake) {
        return Ticker.at(deadline, wake);
    }
}
