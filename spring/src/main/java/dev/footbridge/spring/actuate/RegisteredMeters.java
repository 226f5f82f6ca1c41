package dev.footbridge.spring.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Meters that leave their registry when this is closed, also one that lives longer. */
final class RegisteredMeters implements AutoCloseable {

    private final Map<Meter, MeterRegistry> meters = new ConcurrentHashMap<>();

    /** Meters of one level, whose name is their tag {@code name}. */
    <L> Of<L> of(MeterRegistry registry, L level, String prefix, String name) {
        return new Of<>(registry, level, prefix, name);
    }

    /** Removes the meters. */
    @Override
    public void close() {
        meters.forEach((meter, registry) -> registry.remove(meter));
        meters.clear();
    }

    final class Of<L> {

        private final MeterRegistry registry;
        private final L level;
        private final String prefix;
        private final String name;

        private Of(MeterRegistry registry, L level, String prefix, String name) {
            this.registry = registry;
            this.level = level;
            this.prefix = prefix;
            this.name = name;
        }

        void gauge(String what, String description, ToDoubleFunction<L> number) {
            meters.put(Gauge.builder(prefix + what, level, number).description(description).tag("name", name)
                    .register(registry), registry);
        }

        void counter(String what, String description, ToDoubleFunction<L> number) {
            meters.put(FunctionCounter.builder(prefix + what, level, number).description(description).tag("name", name)
                    .register(registry), registry);
        }
    }
}
