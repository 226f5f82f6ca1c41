package dev.footbridge;

/** What a cancelled job does about work that is still running: on a thread, or in a library that calls back. */
public enum OnCancel {

    /** The task settles when the work has ended, so nothing goes on behind anybody's back. */
    WAIT,

    /**
     * The task settles at once. The work is asked to end, its thread interrupted, and runs on by itself; its level goes
     * on counting it against the limit until it really ends, and drops whatever it then brings.
     */
    ABANDON
}
