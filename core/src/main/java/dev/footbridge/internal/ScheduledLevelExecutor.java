package dev.footbridge.internal;

import dev.footbridge.Level;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A level as a {@link ScheduledExecutorService}: a {@link LevelExecutor} that also takes jobs for later. */
public final class ScheduledLevelExecutor extends LevelExecutor implements ScheduledExecutorService {

    /** As much time as a clock can be ahead of another: 146 years. */
    private static final long LONGEST = Strand.NEVER >> 1;

    private final Level level;
    private final LevelTime time;

    /** A new view of this level, whose time this is. */
    public ScheduledLevelExecutor(Level level, LevelTime time) {
        super(level);
        this.level = level;
        this.time = time;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable job, long delay, TimeUnit unit) {
        return this.<@Nullable Void>schedule(Body.withoutValue(job), job, delay, unit, Rhythm.Once.ONCE);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> job, long delay, TimeUnit unit) {
        return schedule(Body.of(job), new Unbegun(job), delay, unit, Rhythm.Once.ONCE);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable job, long delay, long period, TimeUnit unit) {
        return this.<@Nullable Void>schedule(Body.withoutValue(job), job, delay, unit,
                new Rhythm.FixedRate(positive("period", period, unit)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable job, long delay, long pause, TimeUnit unit) {
        return this.<@Nullable Void>schedule(Body.withoutValue(job), job, delay, unit,
                new Rhythm.FixedDelay(positive("delay between runs", pause, unit)));
    }

    private <T extends @Nullable Object> ScheduledTask<T> schedule(Callable<T> job, Runnable again, long delay,
            TimeUnit unit, Rhythm rhythm) {
        long nanos = Math.clamp(given(unit).toNanos(delay), 0, LONGEST);
        time.check(job);
        ScheduledTask<T> task = new ScheduledTask<>(level, time, job, nanos, rhythm);
        admit(task, again);
        return task;
    }

    private static long positive(String what, long length, TimeUnit unit) {
        if (length <= 0) {
            throw new IllegalArgumentException("the " + what + " of a periodic job must be more than zero (it is "
                    + length + " " + given(unit).name().toLowerCase(java.util.Locale.ROOT)
                    + "): give a longer one, or schedule the job once");
        }
        return Math.min(given(unit).toNanos(length), LONGEST);
    }

    private static TimeUnit given(TimeUnit unit) {
        return Objects.requireNonNull(unit, "the time unit is null: give one");
    }
}
