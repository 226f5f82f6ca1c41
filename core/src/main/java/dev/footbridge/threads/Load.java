package dev.footbridge.threads;

import org.jspecify.annotations.Nullable;

/** What one running job wants of the processors. Guarded by the lock of {@link Slots}, but for its thread. */
final class Load {

    /** A thread that has had so little of a processor for so many nanoseconds is blocked, whatever it says. */
    private static final long QUIET = 300_000_000;
    private static final double LITTLE = 0.05;
    private static final long TOO_SHORT = 200_000;

    private final Kind kind;
    private final int window;
    private final boolean novice;
    private final long begun;
    private double share;
    private boolean sampled;
    private boolean blocked;
    private volatile @Nullable Thread thread;
    private long cpuSeen = -1;
    private long seenAt;
    private long activeAt;

    Load(Kind kind, long now) {
        this.kind = kind;
        this.window = kind.window();
        this.novice = !kind.isKnown();
        this.begun = now;
        this.share = kind.share();
        this.seenAt = now;
        this.activeAt = now;
    }

    Kind kind() {
        return kind;
    }

    double share() {
        return share;
    }

    boolean isBlocked() {
        return blocked;
    }

    /** Whether nothing was known of its function when it began. */
    boolean isNovice() {
        return novice;
    }

    boolean isSampled() {
        return sampled;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    /** Its thread begins with it, or goes on with it after a wait. */
    void runsOn(Thread runner) {
        thread = runner;
    }

    /** Counts from now on. */
    void resume(long now) {
        cpuSeen = -1;
        seenAt = now;
        activeAt = now;
        blocked = false;
    }

    /** The part of a processor it has had since it was looked at last. */
    double had(Sample sample, long now) {
        if (sample.cpu() < 0) {
            return sample.waits() ? 0 : 1;
        }
        return cpuSeen < 0 ? 0 : Math.clamp((double) (sample.cpu() - cpuSeen) / Math.max(1, now - seenAt), 0, 1);
    }

    /**
     * Takes in what was seen of its thread. One that could run but hardly does is blocked in native code if a processor
     * is idle, else it may just be waiting for one.
     */
    void look(Sample sample, boolean spare, long now) {
        double wall = now - seenAt;
        if (sample.cpu() >= 0 && cpuSeen < 0) {
            cpuSeen = sample.cpu();
            seenAt = now;
            return;
        }
        if (wall < TOO_SHORT) {
            return;
        }
        double had = had(sample, now);
        if (had >= (sample.waits() ? 0.5 : LITTLE)) {
            activeAt = now;
        }
        boolean quiet = sample.cpu() >= 0 && now - activeAt >= QUIET;
        double wants = sample.waits() || spare || quiet ? had : 1;
        share = sampled ? (share + wants) / 2 : wants;
        sampled = true;
        blocked = share < 0.5;
        kind.learn(wants * wall, wall);
        cpuSeen = sample.cpu();
        seenAt = now;
    }

    /** It ended; of a job too short to have been looked at, this is all there is to learn. */
    void end(long cpu, boolean spare, long now) {
        double wall = now - seenAt;
        if (!sampled && spare && cpu >= 0 && cpuSeen >= 0 && wall > 0) {
            kind.learn(Math.clamp((double) (cpu - cpuSeen), 0, wall), wall);
        }
        kind.ended(window, (double) (now - begun));
    }

    /** The processor time of its thread when it began. Its own thread, before anybody looks. */
    void begins(long cpu, long now) {
        cpuSeen = cpu;
        seenAt = now;
        activeAt = now;
    }

    /**
     * What was seen of the thread of a running job.
     *
     * @param load the job
     * @param waits whether the thread says that it is blocked
     * @param cpu the processor time it has had so far, or -1
     */
    record Sample(Load load, boolean waits, long cpu) {}
}
