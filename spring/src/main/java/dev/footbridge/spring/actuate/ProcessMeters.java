package dev.footbridge.spring.actuate;

import dev.footbridge.processes.ProcessPool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Meters of a process pool, as {@link LevelMeters}; apart, because the module need not be there. */
public final class ProcessMeters implements MeterBinder, AutoCloseable {

    private final ProcessPool pool;
    private final Map<Meter, MeterRegistry> meters = new ConcurrentHashMap<>();

    /** Meters of this pool. */
    public ProcessMeters(ProcessPool pool) {
        this.pool = pool;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "workers", "Worker JVMs that live", p -> p.stats().workers());
        gauge(registry, "idle", "Workers without a job", p -> p.stats().idle());
        gauge(registry, "running", "Jobs that a worker has begun", p -> p.stats().running());
        gauge(registry, "queued", "Jobs that none has begun", p -> p.stats().queued());
        counter(registry, "started", "Jobs taken on", p -> p.stats().started());
        counter(registry, "ended", "Jobs that have ended", p -> p.stats().ended());
        counter(registry, "crashed", "Workers that died", p -> p.stats().crashed());
        counter(registry, "killed", "Workers that were killed because a job did not stop", p -> p.stats().killed());
    }

    private void gauge(MeterRegistry registry, String what, String description, ToDoubleFunction<ProcessPool> number) {
        meters.put(Gauge.builder("footbridge.processes." + what, pool, number).description(description)
                .tag("name", pool.name()).register(registry), registry);
    }

    private void counter(MeterRegistry registry, String what, String description,
            ToDoubleFunction<ProcessPool> number) {
        meters.put(FunctionCounter.builder("footbridge.processes." + what, pool, number).description(description)
                .tag("name", pool.name()).register(registry), registry);
    }

    /** Removes the meters. */
    @Override
    public void close() {
        meters.forEach((meter, registry) -> registry.remove(meter));
        meters.clear();
    }
}
