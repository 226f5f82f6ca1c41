package dev.footbridge.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A lock for sections of some nanoseconds in which nothing waits: one compare-and-set to take it and one plain write to
 * give it back, a third of what a {@code ReentrantLock} takes. Nobody is told that it is free: who finds it held looks
 * again, and then sleeps for longer and longer moments, as its holder has lost its processor. Reentrant, as a comparator or a
 * predicate of the user's may come back; not fair.
 */
final class Guard {

    private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 100 : 1;
    private static final long SHORTEST_SLEEP = TimeUnit.MICROSECONDS.toNanos(5);
    private static final long LONGEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(1);
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(Guard.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile boolean held;
    /** Only the holder writes it, so a thread that finds itself here is right. */
    private @Nullable Thread holder;
    private int again;

    void lock() {
        Thread thread = Thread.currentThread(); // found out before: a stack overflow must not come in between
        if (!HELD.compareAndSet(this, false, true)) {
            if (holder == thread) {
                again++;
                return;
            }
            lockLater();
        }
        holder = thread;
    }

    private void lockLater() {
        boolean interrupted = false;
        long sleep = SHORTEST_SLEEP;
        for (int looks = LOOKS; held || !HELD.compareAndSet(this, false, true);) {
            if (looks > 0) {
                looks--;
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, sleep);
                interrupted |= Thread.interrupted(); // or it would not sleep any more
                sleep = Math.min(2 * sleep, LONGEST_SLEEP);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void unlock() {
        if (again > 0) {
            again--;
            return;
        }
        holder = null;
        HELD.setRelease(this, false);
    }
}
