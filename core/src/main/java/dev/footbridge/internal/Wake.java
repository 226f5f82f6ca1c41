package dev.footbridge.internal;

/** Why a wait ended. */
public enum Wake {
    /** What was waited for came. */
    SIGNALLED,
    /** A scope around the wait was cancelled; {@link Strand#met()} tells which request. */
    CANCELLED,
    /** The wait's own deadline passed. */
    TIMED_OUT,
    /** Someone interrupted the waiting thread. */
    INTERRUPTED,
    /** Whoever could have ended the wait says that it will not: the loop is closed. Only for the wait for a baton. */
    REFUSED
}
