package dev.footbridge.spring.actuate;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.EventLoopStats;
import dev.footbridge.spring.lifecycle.Levels;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolStats;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Meters of the application's loops and pools, each with the level's name as tag {@code name}. They leave the registry with
 * the context, also one that lives longer.
 */
public final class LevelMeters implements MeterBinder, AutoCloseable {

    private final Levels levels;
    private final RegisteredMeters meters = new RegisteredMeters();

    /** Meters of these levels. */
    public LevelMeters(Levels levels) {
        this.levels = levels;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        levels.loops().forEach(loop -> bind(registry, loop));
        levels.pools().forEach(pool -> bind(registry, pool));
    }

    private void bind(MeterRegistry registry, EventLoop loop) {
        RegisteredMeters.Of<EventLoop> of = meters.of(registry, loop, "footbridge.loop.", loop.name());
        of.gauge("pending", "Tasks that have not ended", l -> l.stats().pending());
        of.gauge("ready", "Coroutines, jobs and callbacks that could run now", l -> l.stats().ready());
        of.gauge("timers", "Sleeps and delayed callbacks that are not due", l -> l.stats().timers());
        of.gauge("busy", "Whether somebody held the loop", l -> l.stats().busy() ? 1 : 0);
        of.counter("started", "Tasks taken on", of(EventLoop::stats, EventLoopStats::started));
        of.counter("ended", "Tasks that have ended", of(EventLoop::stats, EventLoopStats::ended));
    }

    private void bind(MeterRegistry registry, ThreadPool pool) {
        RegisteredMeters.Of<ThreadPool> of = meters.of(registry, pool, "footbridge.pool.", pool.name());
        of.gauge("running", "Jobs that run", p -> p.stats().running());
        of.gauge("waiting", "Jobs that wait and have given their place back", p -> p.stats().waiting());
        of.gauge("queued", "Jobs that have not begun", p -> p.stats().queued());
        of.gauge("size", "Threads that live", p -> p.stats().size());
        of.gauge("idle", "Threads without a job", p -> p.stats().idle());
        of.gauge("blocked", "Running jobs that were found blocked", p -> p.stats().blocked());
        of.counter("started", "Jobs taken on", of(ThreadPool::stats, ThreadPoolStats::started));
        of.counter("ended", "Jobs that have ended", of(ThreadPool::stats, ThreadPoolStats::ended));
        of.counter("refused", "Jobs that were refused because the pool was full",
                of(ThreadPool::stats, ThreadPoolStats::refused));
    }

    private static <L, S> ToDoubleFunction<L> of(Function<L, S> stats, ToDoubleFunction<S> number) {
        return level -> number.applyAsDouble(stats.apply(level));
    }

    /** Removes the meters. */
    @Override
    public void close() {
        meters.close();
    }
}
