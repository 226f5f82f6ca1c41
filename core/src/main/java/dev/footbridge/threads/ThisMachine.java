package dev.footbridge.threads;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The machine, or the container, that this process runs on. */
final class ThisMachine implements Machine {

    private static final Machine INSTANCE = new ThisMachine();

    /** Nanoseconds: what is asked of files is not asked more often. */
    private static final long PAUSE = 100_000_000;

    private final CpuMeter meter = CpuMeter.best();
    private final MemoryGauge memory = new MemoryGauge(Path.of("/"));
    private volatile long cpuLookedAt = System.nanoTime() - PAUSE;
    private volatile boolean spare;
    private volatile long memoryLookedAt = System.nanoTime() - PAUSE;
    private volatile @Nullable String shortage;

    private ThisMachine() {}

    static Machine instance() {
        return INSTANCE;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public long cpuTime(Thread thread) {
        return meter.cpuTime(thread);
    }

    @Override
    public long cpuTime() {
        return meter.cpuTime();
    }

    @Override
    public boolean hasSpareCpu() {
        long now = System.nanoTime();
        if (now - cpuLookedAt >= PAUSE) {
            cpuLookedAt = now;
            double load = meter.machineLoad();
            spare = load >= 0 && (1 - load) * cpus() >= 0.5;
        }
        return spare;
    }

    @Override
    public @Nullable String shortage() {
        long now = System.nanoTime();
        if (now - memoryLookedAt >= PAUSE) {
            memoryLookedAt = now;
            shortage = memory.shortage();
        }
        return shortage;
    }
}
