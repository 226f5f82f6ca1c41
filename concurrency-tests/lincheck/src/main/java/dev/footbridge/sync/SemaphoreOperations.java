package dev.footbridge.sync;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What threads do with a bounded semaphore of two permits. */
public final class SemaphoreOperations {

    private final AsyncSemaphore semaphore = AsyncSemaphore.bounded(2);

    @Operation
    public boolean tryAcquire(@Param(gen = IntGen.class, conf = "1:2") int permits) {
        return semaphore.tryAcquire(permits);
    }

    @Operation
    public void release(@Param(gen = IntGen.class, conf = "1:2") int permits) {
        semaphore.release(permits);
    }

    @Operation
    public int available() {
        return semaphore.available();
    }
}
