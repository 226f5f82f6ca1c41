package dev.footbridge.sync.broken;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Broken: a semaphore that looks for permits and takes them in two steps. */
public final class BrokenSemaphore {

    private volatile int free = 2;

    @Operation
    public boolean tryAcquire(@Param(gen = IntGen.class, conf = "1:2") int permits) {
        int seen = free;
        if (permits > seen) {
            return false;
        }
        free = seen - permits;
        return true;
    }

    @Operation
    public void release(@Param(gen = IntGen.class, conf = "1:2") int permits) {
        int seen = free;
        if (seen + permits > 2) {
            throw new IllegalStateException();
        }
        free = seen + permits;
    }

    @Operation
    public int available() {
        return free;
    }
}
