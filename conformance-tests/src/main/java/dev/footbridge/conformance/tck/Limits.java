package dev.footbridge.conformance.tck;

import org.reactivestreams.tck.TestEnvironment;

/** How long a verification waits. */
public final class Limits {

    /** When the subscriber of a cancelled subscription must be garbage. */
    public static final long MILLIS_TO_GARBAGE = 1_000;
    private static final long MILLIS_WITHOUT_SIGNALS = 50;
    /** The TCK looks for an expected error once, after this time. */
    private static final long MILLIS_TO_ERROR = 1_500;

    private Limits() {}

    /** Long for what must happen, whatever else the machine is doing, and short for what must not. */
    public static TestEnvironment generous() {
        return new TestEnvironment(20_000, MILLIS_WITHOUT_SIGNALS, MILLIS_TO_ERROR);
    }

    /** Short for all, when failures are what is looked for. */
    public static TestEnvironment hasty() {
        return new TestEnvironment(200, MILLIS_WITHOUT_SIGNALS, 200);
    }
}
