package dev.footbridge.stress;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Scheduled executors that break a promise, so that the check has something to find. */
final class BrokenSchedule extends ScheduledThreadPoolExecutor {

    private final boolean overlapping;

    private BrokenSchedule(boolean overlapping) {
        super(2, Thread.ofPlatform().daemon().factory());
        this.overlapping = overlapping;
    }

    /** One that runs a periodic job twice at once, now and then. */
    static ScheduledExecutorService overlapping() {
        return new BrokenSchedule(true);
    }

    /** One whose futures end with the cancel, while the run goes on; and that never ends what it did not run. */
    static ScheduledExecutorService cancellingEarly() {
        return new BrokenSchedule(false);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable job, long delay, long period, TimeUnit unit) {
        if (overlapping) {
            super.scheduleAtFixedRate(job, delay, period, unit);
        }
        return super.scheduleAtFixedRate(job, delay, period, unit);
    }
}
