package dev.footbridge.spring.actuate;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health indicator {@code footbridge}: down while a loop is stuck, with who holds it. */
public final class LoopHealth implements HealthIndicator {

    private final LoopWatch watch;

    /** An indicator that asks this watch. */
    public LoopHealth(LoopWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        Map<String, Object> details = watch.details();
        return (details.isEmpty() ? Health.up() : Health.down()).withDetails(details).build();
    }
}
