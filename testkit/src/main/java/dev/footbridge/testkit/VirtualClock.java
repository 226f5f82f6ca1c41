package dev.footbridge.testkit;

import dev.footbridge.loop.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock for event loops under test: sleeps, timers and time limits on such a loop take no real time.
 *
 * {@snippet :
 * VirtualClock clock = VirtualClock.automatic();
 * try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
 *     loop.call(() -> sleep(Duration.ofDays(1)));      // returns at once
 * }
 * }
 *
 * <p>A {@linkplain #manual() manual} clock stands still until {@link #advance} moves it. An {@linkplain #automatic()
 * automatic} one jumps to the next deadline whenever its loop has nothing else to do; work of the loop's that is under
 * way on other threads does not hold it back. It starts at the epoch. Any thread may use it; it needs no closing.
 */
public final class VirtualClock implements TimeSource {

    private record Alarm(long deadline, long order, Runnable wake) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(
            Comparator.comparingLong(Alarm::deadline).thenComparingLong(Alarm::order));
    private final boolean automatic;
    private volatile long now;
    private long orders;

    private VirtualClock(boolean automatic) {
        this.automatic = automatic;
    }

    /** A clock that moves when the test moves it. */
    public static VirtualClock manual() {
        return new VirtualClock(false);
    }

    /** A clock that jumps to the next deadline by itself. */
    public static VirtualClock automatic() {
        return new VirtualClock(true);
    }

    /**
     * Moves the clock, and wakes loops at each deadline on the way. What they then do runs on threads of theirs: wait
     * for its outcome, not for the time.
     *
     * @param time how far; not negative
     * @throws IllegalArgumentException if {@code time} is negative, as time does not go back, or beyond the clock's
     *         range
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back (time is " + time + "): give zero or more");
        }
        long target;
        lock.lock();
        try {
            target = Math.addExact(now, time.toNanos());
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("the clock counts 292 years of nanoseconds, and no more (it is at "
                    + elapsed() + ", time is " + time + "): give less");
        } finally {
            lock.unlock();
        }
        for (Runnable wake = dueUntil(target); wake != null; wake = dueUntil(target)) {
            wake.run();
        }
    }

    /** How far the clock has moved since it was made. */
    public Duration elapsed() {
        return Duration.ofNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanoTime());
    }

    @Override
    public Runnable wakeAt(long deadline, Runnable wake) {
        Alarm alarm;
        boolean due;
        lock.lock();
        try {
            alarm = new Alarm(deadline, orders++, wake);
            alarms.add(alarm);
            due = automatic || deadline <= now;
        } finally {
            lock.unlock();
        }
        if (due) {
            Thread.startVirtualThread(this::goOff);
        }
        return () -> cancel(alarm);
    }

    /** Whether no other loop waits for a time before this one. */
    boolean isNext(long deadline) {
        lock.lock();
        try {
            Alarm next = alarms.peek();
            return next == null || next.deadline() >= deadline;
        } finally {
            lock.unlock();
        }
    }

    /** Moves the clock on, if that is not back, and wakes nobody. */
    void moveTo(long time) {
        lock.lock();
        try {
            now = Math.max(now, time);
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Alarm alarm) {
        lock.lock();
        try {
            alarms.remove(alarm);
        } finally {
            lock.unlock();
        }
    }

    private void goOff() {
        Runnable wake = dueUntil(automatic ? Long.MAX_VALUE : nanoTime());
        if (wake != null) {
            wake.run();
        }
    }

    /**
     * Moves the clock to the next deadline, if it is not after this one, else to this one; what is to be woken there.
     */
    private @Nullable Runnable dueUntil(long target) {
        lock.lock();
        try {
            Alarm next = alarms.peek();
            if (next == null || next.deadline() > target) {
                now = target == Long.MAX_VALUE ? now : Math.max(now, target);
                return null;
            }
            alarms.remove();
            now = Math.max(now, next.deadline());
            return next.wake();
        } finally {
            lock.unlock();
        }
    }
}
