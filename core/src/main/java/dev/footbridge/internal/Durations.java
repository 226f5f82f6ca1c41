package dev.footbridge.internal;

import java.time.Duration;
import java.util.Objects;

/** Durations as nanoseconds, with the very long ones cut to what a long holds. */
public final class Durations {

    private Durations() {}

    /** This duration, which is not null. */
    static Duration given(Duration duration) {
        return Objects.requireNonNull(duration, "the time is null: give a duration");
    }

    /** The nanoseconds of this duration; the nearest long when it holds more. */
    public static long nanos(Duration duration) {
        try {
            return given(duration).toNanos();
        } catch (ArithmeticException _) {
            return duration.isNegative() ? Long.MIN_VALUE : Strand.NEVER;
        }
    }
}
