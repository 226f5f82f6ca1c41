package dev.footbridge.internal;

import java.util.concurrent.Future;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What threads do with a task: settle it, cancel it, look at it. */
public final class PromiseOperations {

    private final Deferred<Integer> promise = new Deferred<>("promise");

    @Operation
    public boolean set(@Param(gen = IntGen.class, conf = "1:3") int value) {
        return promise.set(value);
    }

    @Operation
    public boolean cancel() {
        return promise.cancel();
    }

    @Operation
    public Future.State state() {
        return promise.state();
    }

    @Operation
    public int value() {
        return promise.state() == Future.State.SUCCESS ? promise.value() : -1;
    }

    /** Registers an observer, and answers whether it was told, which may be at once. */
    @Operation
    public boolean isRegistered() {
        return promise.observe(() -> {});
    }
}
