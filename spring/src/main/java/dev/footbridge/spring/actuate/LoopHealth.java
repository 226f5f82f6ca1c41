package dev.footbridge.spring.actuate;

import java.util.LinkedHashMap;
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
        Map<String, Object> details = details(watch);
        return (details.isEmpty() ? Health.up() : Health.down()).withDetails(details).build();
    }

    /** What there is to say of each stuck loop; empty if all is well. */
    static Map<String, Object> details(LoopWatch watch) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (LoopWatch.Stuck stuck : watch.stuck()) {
            details.put(stuck.loop(), Map.of("stuckForMillis", stuck.since().toMillis(), "heldBy", stuck.holder(),
                    "remedy", "await what it waits for, or run it by toThread"));
        }
        return details;
    }

}
