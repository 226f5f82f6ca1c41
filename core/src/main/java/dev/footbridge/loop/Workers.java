package dev.footbridge.loop;

import org.jspecify.annotations.Nullable;

/**
 * The idle workers of a loop, last used first. One of them is the bell: a thread that submits to a free loop wakes it
 * instead of taking the baton itself, and until it is awake the baton stays free for whoever waits for that very job.
 * Guarded by the baton, except reading the bell.
 */
final class Workers {

    /** More idle ones than this end at once. */
    static final int MAX_IDLE = 256;

    private @Nullable Worker top;
    private int idle;
    private volatile @Nullable Worker bell;
    private long created;

    @Nullable Worker bell() {
        return bell;
    }

    int idle() {
        return idle + (bell == null ? 0 : 1);
    }

    long nextNumber() {
        return ++created;
    }

    boolean isFull() {
        return idle >= MAX_IDLE;
    }

    /** Takes the bell's place if it is free. */
    boolean ring(Worker worker) {
        if (bell != null) {
            return false;
        }
        bell = worker;
        return true;
    }

    void unring() {
        bell = null;
    }

    void push(Worker worker) {
        worker.below = top;
        top = worker;
        idle++;
    }

    /** Takes an idle worker, the bell last; null when there is none. */
    @Nullable Worker pop() {
        Worker worker = top;
        if (worker != null) {
            top = worker.below;
            worker.below = null;
            idle--;
            return worker;
        }
        worker = bell;
        bell = null;
        return worker;
    }
}
