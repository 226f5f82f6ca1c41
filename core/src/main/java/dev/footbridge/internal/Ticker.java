package dev.footbridge.internal;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that wakes what sleeps: idle loops at their earliest deadline, and deadlines of plain threads. */
public final class Ticker {

    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("footbridge-ticker").inheritInheritableThreadLocals(false).factory());

    static {
        TIMER.setRemoveOnCancelPolicy(true);
        TIMER.setKeepAliveTime(10, TimeUnit.SECONDS);
        TIMER.allowCoreThreadTimeOut(true);
    }

    private Ticker() {}

    /** Runs a short action when {@link System#nanoTime()} reaches the deadline; the result cancels it. */
    public static Runnable at(long deadline, Runnable action) {
        Future<?> tick = TIMER.schedule(action, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        return () -> tick.cancel(false);
    }
}
