package dev.footbridge.loop;

import java.time.Instant;

/**
 * The clock of an event loop: it tells the time and wakes the loop. {@link #system()} is the real one; tests bring a
 * virtual one (module testkit). Called from any thread; must not block.
 */
public interface TimeSource {

    /** The machine's clock. */
    static TimeSource system() {
        return SystemTime.CLOCK;
    }

    /** Nanoseconds since some origin; never goes back. Deadlines of a loop are points on this scale. */
    long nanoTime();

    /** The time of day, for {@link EventLoop#callAt}. */
    Instant instant();

    /**
     * Runs {@code wake} once {@link #nanoTime()} has reached {@code deadline}, on any thread, soon if it has already.
     *
     * @return cancels it; running the result late or twice does nothing
     */
    Runnable wakeAt(long deadline, Runnable wake);
}
