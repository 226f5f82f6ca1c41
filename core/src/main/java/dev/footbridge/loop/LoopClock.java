package dev.footbridge.loop;

import dev.footbridge.internal.Strand;

/**
 * The deadlines of a loop, and the alarm that wakes a loop nobody holds at the earliest one. Guarded by the baton,
 * except the alarm going off.
 */
final class LoopClock {

    private final Core core;
    private final TimeSource time;
    private final Timers timers = new Timers();
    private Runnable disarm = () -> {};
    /** When the alarm goes off; {@link Strand#NEVER} once it has, which only a later {@link #arm} changes. */
    private volatile long armed = Strand.NEVER;

    LoopClock(Core core) {
        this.core = core;
        this.time = core.options.timeSource();
    }

    long nanoTime() {
        return time.nanoTime();
    }

    int size() {
        return timers.size();
    }

    void add(Timer timer) {
        timers.add(timer);
    }

    void remove(Timer timer) {
        timers.remove(timer);
    }

    /** Does what is due. */
    void fire() {
        if (timers.size() > 0) {
            timers.fire(time.nanoTime());
        }
    }

    /** Sets the alarm before the baton is let go. */
    void arm() {
        long earliest = timers.earliest();
        if (earliest < armed) {
            disarm.run();
            armed = earliest;
            disarm = time.wakeAt(earliest, this::goOff);
        }
    }

    /** Asked after the baton was let go: whether the alarm went off while it was still held, and so in vain. */
    boolean isLate() {
        return armed == Strand.NEVER && timers.size() > 0;
    }

    void stop() {
        disarm.run();
    }

    private void goOff() {
        armed = Strand.NEVER;
        core.baton.stir();
    }
}
