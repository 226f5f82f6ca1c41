package dev.footbridge.testing;

import dev.footbridge.loop.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/** A clock for an event loop that stands still until a test moves it. */
public final class ManualClock implements TimeSource {

    private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong alarms = new AtomicLong();
    private final ConcurrentSkipListSet<Alarm> armed = new ConcurrentSkipListSet<>(
            Comparator.comparingLong(Alarm::deadline).thenComparingLong(Alarm::order));

    private record Alarm(long deadline, long order, Runnable wake) {}

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public Instant instant() {
        return ORIGIN.plusNanos(now.get());
    }

    @Override
    public Runnable wakeAt(long deadline, Runnable wake) {
        Alarm alarm = new Alarm(deadline, alarms.incrementAndGet(), wake);
        armed.add(alarm);
        ring();
        return () -> armed.remove(alarm);
    }

    /** Moves the time on and rings what is due. */
    public void advance(Duration by) {
        now.addAndGet(by.toNanos());
        ring();
    }

    private void ring() {
        for (Alarm alarm : armed) {
            if (alarm.deadline() - now.get() <= 0 && armed.remove(alarm)) {
                Thread.startVirtualThread(alarm.wake());
            }
        }
    }
}
