package dev.footbridge.internal;

/** A place in a bounded level that a job holds while it runs and gives back while it waits. */
public interface Slot {

    /** Lets another job have the place; called by the job's own thread before it waits. */
    void release();

    /** Takes a place again, ahead of jobs that have not begun; waits for one. */
    void reacquire();
}
