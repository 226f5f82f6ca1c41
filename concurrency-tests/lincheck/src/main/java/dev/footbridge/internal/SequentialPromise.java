package dev.footbridge.internal;

import java.util.concurrent.Future;

/** What a task is when one thread at a time uses it. */
public final class SequentialPromise {

    private Future.State state = Future.State.RUNNING;
    private int value = -1;

    /** Settles with a value; false when settled before. */
    public boolean set(int value) {
        if (!settle(Future.State.SUCCESS)) {
            return false;
        }
        this.value = value;
        return true;
    }

    /** Settles as cancelled; false when settled before. */
    public boolean cancel() {
        return settle(Future.State.CANCELLED);
    }

    private boolean settle(Future.State end) {
        if (state != Future.State.RUNNING) {
            return false;
        }
        state = end;
        return true;
    }

    public Future.State state() {
        return state;
    }

    public int value() {
        return value;
    }

    public boolean isRegistered() {
        return state == Future.State.RUNNING;
    }
}
