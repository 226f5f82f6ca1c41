package dev.footbridge.internal;

import java.time.Duration;
import java.util.Objects;

/** Durations as nanoseconds, with the very long ones cut to what a long holds. */
public final class Durations {

    private Durations() {}

    /** The nanoseconds of this duration; the nearest long when it holds more. */
    public static long nanos(Duration duration) {
        Objects.requireNonNull(duration, "the time is null: give a duration");
        try {
            return duration.toNanos();
        } catch (ArithmeticException _) {
            return duration.isNegative() ? Long.MIN_VALUE : Strand.NEVER;
        }
    }
}
