package dev.footbridge.internal;

import dev.footbridge.CancelledException;

/** One request to cancel: why, and whether running code may be interrupted for it. */
public final class Cancel {

    private final String reason;
    private final boolean interrupts;
    private volatile boolean met;

    private Cancel(String reason, boolean interrupts) {
        this.reason = reason;
        this.interrupts = interrupts;
    }

    /** A cancel that also interrupts the thread when it is found in plain blocking code. */
    public static Cancel interrupting(String reason) {
        return new Cancel(reason, true);
    }

    /** A cancel that is met at waiting points only. */
    public static Cancel cooperative(String reason) {
        return new Cancel(reason, false);
    }

    /** Why, in words. */
    public String reason() {
        return reason;
    }

    /** Whether running code is still to be interrupted for this request. */
    public boolean interrupts() {
        return interrupts && !met;
    }

    /** Notes that the code met this request at a waiting point, so that no interrupt comes on top of it. */
    void meet() {
        met = true;
    }

    /** Takes that back: the code went on without regard to it. */
    void unmeet() {
        met = false;
    }

    /** The exception by which code at a waiting point meets this request. */
    public CancelledException exception() {
        return new CancelledException(reason);
    }

    @Override
    public String toString() {
        return reason;
    }
}
