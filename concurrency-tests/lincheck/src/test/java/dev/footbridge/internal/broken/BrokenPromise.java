package dev.footbridge.internal.broken;

import java.util.concurrent.Future;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Broken: a task that says it has settled before its value is there, and settles in two steps. */
public final class BrokenPromise {

    private volatile Future.State state = Future.State.RUNNING;
    private volatile int value = -1;

    @Operation
    public boolean set(@Param(gen = IntGen.class, conf = "1:3") int value) {
        if (!settle(Future.State.SUCCESS)) {
            return false;
        }
        this.value = value;
        return true;
    }

    @Operation
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

    @Operation
    public Future.State state() {
        return state;
    }

    @Operation
    public int value() {
        return value;
    }

    @Operation
    public boolean isRegistered() {
        return state == Future.State.RUNNING;
    }
}
