package dev.footbridge.cli.soak.stage;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Exceptions and stacks as text, short enough to be read. */
public final class Trace {

    private static final int FRAMES = 14;

    private Trace() {}

    /** An exception with the top of its stack. */
    public static String of(Throwable error) {
        return error + of(error.getStackTrace());
    }

    /** The top of a stack. */
    public static String of(StackTraceElement[] frames) {
        return Arrays.stream(frames).limit(FRAMES).map(frame -> "\n      at " + frame).collect(Collectors.joining());
    }
}
