package dev.footbridge.cluster.submit;

/** A job that runs in this member and starts another. */
public interface Caller {

    /** Whether it waits, as Footbridge knows, and its slot is free meanwhile. */
    boolean isWaiting();
}
