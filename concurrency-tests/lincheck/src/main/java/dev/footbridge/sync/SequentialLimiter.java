package dev.footbridge.sync;

/** What a limiter is when one thread at a time uses it. */
public final class SequentialLimiter {

    private final int[] taken = new int[4];
    private int running;
    private int limit = 1;

    /** Takes a place that is free. */
    public boolean tryAcquire(int thread) {
        if (running >= limit) {
            return false;
        }
        running++;
        taken[thread]++;
        return true;
    }

    /** Leaves a place; false when the thread has none. */
    public boolean leave(int thread) {
        if (taken[thread] == 0) {
            return false;
        }
        running--;
        taken[thread]--;
        return true;
    }

    public void setLimit(int limit) {
        this.limit = limit;
    }
}
