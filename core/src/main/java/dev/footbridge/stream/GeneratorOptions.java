package dev.footbridge.stream;

import dev.footbridge.Level;
import dev.footbridge.internal.CallerLevel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How a generator runs. Immutable; each {@code with} method returns a changed copy.
 *
 * @param level where its body runs; the default is the running loop, else the app-wide one
 * @param prefetch how many items the body may be ahead of whoever pulls; the default is zero: it runs only while an
 *        item is asked for
 * @param closeLimit how long {@code close} waits for the body's cleanup, which goes on in the background after that and
 *        is reported to the level's failure handler; the default is for ever
 */
public record GeneratorOptions(Level level, int prefetch, Duration closeLimit) {

    static final GeneratorOptions DEFAULT = new GeneratorOptions(RunningLoop.LEVEL, 0, ChronoUnit.FOREVER
            .getDuration());

    static final int MOST = 1 << 20;

    /** Checks the values. */
    public GeneratorOptions {
        Objects.requireNonNull(level, "the level is null: say where the generator runs, or leave the default");
        if (level instanceof CallerLevel) {
            throw new IllegalArgumentException("a generator cannot run on the caller level, as its body waits while the"
                    + " caller goes on: give an event loop or a thread pool");
        }
        if (prefetch < 0 || prefetch > MOST) {
            throw new IllegalArgumentException(
                    "the prefetch of a generator must be 0 to " + MOST + " (it is " + prefetch
                            + "): give 0 to run only on demand");
        }
        if (closeLimit.isNegative()) {
            throw new IllegalArgumentException("the close limit of a generator must not be negative (it is "
                    + closeLimit + "): give zero to leave all cleanup to the background");
        }
    }

    /** With the body on this level. */
    public GeneratorOptions withLevel(Level level) {
        return new GeneratorOptions(level, prefetch, closeLimit);
    }

    /** With the body so many items ahead at most; zero for none. */
    public GeneratorOptions withPrefetch(int prefetch) {
        return new GeneratorOptions(level, prefetch, closeLimit);
    }

    /** With this time for the body's cleanup before it is left to the background. */
    public GeneratorOptions withCloseLimit(Duration closeLimit) {
        return new GeneratorOptions(level, prefetch, closeLimit);
    }
}
