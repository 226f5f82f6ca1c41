package dev.footbridge.sync.broken;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** Broken: a limiter that counts whoever comes in after it has looked whether there is a place. */
public final class BrokenLimiter {

    private final AtomicIntegerArray taken = new AtomicIntegerArray(4);
    private final AtomicInteger running = new AtomicInteger();
    private volatile int limit = 1;

    @Operation
    public boolean tryAcquire(@Param(gen = ThreadIdGen.class) int thread) {
        if (running.get() >= limit) {
            return false;
        }
        running.incrementAndGet();
        taken.incrementAndGet(thread);
        return true;
    }

    @Operation
    public boolean leave(@Param(gen = ThreadIdGen.class) int thread) {
        if (taken.get(thread) == 0) {
            return false;
        }
        taken.decrementAndGet(thread);
        running.decrementAndGet();
        return true;
    }

    @Operation
    public void setLimit(@Param(gen = IntGen.class, conf = "1:2") int limit) {
        this.limit = limit;
    }
}
