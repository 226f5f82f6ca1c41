package dev.footbridge;

/** What a cancelled job on a thread does about a thread that is still running. */
public enum OnCancel {

    /** The task settles when the thread has ended its work, so nothing goes on behind anybody's back. */
    WAIT,

    /**
     * The task settles at once. The thread is interrupted and runs on by itself; its level goes on counting it against
     * the limit until it really ends, and drops whatever it then brings.
     */
    ABANDON
}
