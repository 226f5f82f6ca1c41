package dev.footbridge.threads;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A machine whose time passes when it is told to; the rest is drawn. */
final class SimulatedMachine implements Machine {

    private final SplittableRandom random;
    private final boolean metered;
    private long now = 1;
    private @Nullable Pulse pulse;

    SimulatedMachine(SplittableRandom random) {
        this.random = random;
        this.metered = random.nextBoolean();
    }

    /** Lets some time pass. */
    void pass() {
        now += random.nextInt(10) == 0 ? 600_000_000 : 5_000_000;
    }

    /** Looks at the pool, if a job has been kept waiting so far. */
    void look() {
        Pulse looking = pulse;
        if (looking != null) {
            looking.look();
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public int cpus() {
        return 1 + random.nextInt(5);
    }

    @Override
    public long cpuTime(Thread thread) {
        return metered ? now / (1 + random.nextInt(50)) : -1;
    }

    @Override
    public long cpuTime() {
        return metered ? 0 : -1;
    }

    @Override
    public boolean hasSpareCpu() {
        return random.nextBoolean();
    }

    @Override
    public void start(String name, Runnable work) {
        pulse = (Pulse) work;
    }

    @Override
    public @Nullable String shortage() {
        return random.nextInt(20) == 0 ? "memory is short, as drawn" : null;
    }
}
