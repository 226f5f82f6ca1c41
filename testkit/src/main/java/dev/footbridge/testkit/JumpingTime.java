package dev.footbridge.testkit;

import dev.footbridge.loop.TimeSource;
import java.time.Instant;

/**
 * The clock as the explored loop sees it: it is moved on the spot by whoever lets go of the loop, without another
 * thread, after asking what else is to happen first.
 */
final class JumpingTime implements TimeSource {

    /** A deadline that never comes: one as late is always set, so the loop asks for it when it has come to rest. */
    static final long REST = Long.MAX_VALUE >> 2;

    private final VirtualClock clock;
    private final Run run;
    private volatile long looks;
    /** Guarded by the baton. */
    private boolean stopped;

    JumpingTime(VirtualClock clock, Run run) {
        this.clock = clock;
        this.run = run;
    }

    /** How often the loop has looked at the clock: whether it did anything between two moments. */
    long looks() {
        return looks;
    }

    /** Jumps no more: nobody is left who sleeps, and callbacks that are not due yet never will be. */
    void stop() {
        stopped = true;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // whoever reads it wants to know whether it changes, not how much
    public long nanoTime() {
        looks++;
        return clock.nanoTime();
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Runnable wakeAt(long deadline, Runnable wake) {
        if (stopped) {
            return JumpingTime::leaveIt;
        }
        if (deadline >= REST) {
            if (run.landings().landAll()) {
                wake.run();
            } else {
                run.rest();
            }
            return JumpingTime::leaveIt;
        }
        if (!clock.isNext(deadline)) {
            return clock.wakeAt(deadline, wake);
        }
        clock.moveTo(run.landings().jump(clock.nanoTime(), deadline));
        wake.run(); // in vain, as the loop is still held: it looks again once it has let go
        return JumpingTime::leaveIt;
    }

    /** What has happened on the spot cannot be taken back. */
    private static void leaveIt() {}
}
