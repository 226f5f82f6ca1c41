package dev.footbridge.spring.actuate;

import dev.footbridge.processes.ProcessPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Meters of a process pool, as {@link LevelMeters}; apart, because the module need not be there. */
public final class ProcessMeters implements MeterBinder, AutoCloseable {

    private final ProcessPool pool;
    private final RegisteredMeters meters = new RegisteredMeters();

    /** Meters of this pool. */
    public ProcessMeters(ProcessPool pool) {
        this.pool = pool;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        RegisteredMeters.Of<ProcessPool> of = meters.of(registry, pool, "footbridge.processes.", pool.name());
        of.gauge("workers", "Worker JVMs that live", p -> p.stats().workers());
        of.gauge("idle", "Workers without a job", p -> p.stats().idle());
        of.gauge("running", "Jobs that a worker has begun", p -> p.stats().running());
        of.gauge("queued", "Jobs that none has begun", p -> p.stats().queued());
        of.counter("started", "Jobs taken on", p -> p.stats().started());
        of.counter("ended", "Jobs that have ended", p -> p.stats().ended());
        of.counter("crashed", "Workers that died", p -> p.stats().crashed());
        of.counter("killed", "Workers that were killed because a job did not stop", p -> p.stats().killed());
    }

    /** Removes the meters. */
    @Override
    public void close() {
        meters.close();
    }
}
