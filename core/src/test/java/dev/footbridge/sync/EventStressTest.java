package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.stress.Load;
import dev.footbridge.stress.Violations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event that is set and cleared all the time: whoever waits goes on with the next time it is set. */
@Timeout(1_800)
class EventStressTest {

    private final long seed = Load.seed();

    /** Waits until the event is set, which happens over and over; says what went wrong. */
    private List<String> load(AsyncEvent event, int operations, Duration limit, BooleanSupplier wait) {
        Violations violations = new Violations();
        AtomicInteger drivers = new AtomicInteger();
        AtomicInteger waiters = new AtomicInteger(Load.THREADS - 1);
        try (Somewhere somewhere = new Somewhere()) {
            Load.drive(seed, limit, violations, random -> {
                if (drivers.getAndIncrement() == 0) {
                    while (waiters.get() > 0 && !Thread.currentThread().isInterrupted()) {
                        event.set();
                        event.clear();
                        for (int i = random.nextInt(100); i > 0; i--) {
                            Thread.onSpinWait();
                        }
                    }
                    return;
                }
                try {
                    for (int i = 0; i < operations && !violations.any(); i++) {
                        if (!somewhere.run(random, wait::getAsBoolean).orElse(true)) {
                            violations.add("somebody waited in vain");
                        }
                    }
                } finally {
                    waiters.decrementAndGet();
                }
            });
        }
        if (event.stats().waiting() != 0) {
            violations.add(event.stats().waiting() + " wait at the end");
        }
        return violations.all();
    }

    @Test
    @DisplayName("under load, set and cleared at once, an event lets go everybody who waits")
    void letsEverybodyGo() {
        AsyncEvent event = AsyncEvent.create();
        assertThat(load(event, Load.operations(2), Load.limit(), () -> event.await(Load.limit())))
                .as("seed %d", seed).isEmpty();
    }

    @Test
    void theCheckFindsALostWakeUp() {
        AsyncEvent event = AsyncEvent.create();
        AsyncEvent never = AsyncEvent.create();
        AtomicInteger waits = new AtomicInteger();
        assertThat(load(event, 1_000, Duration.ofSeconds(20),
                () -> (waits.incrementAndGet() % 100 == 0 ? never : event).await(Duration.ofMillis(500))))
                .as("seed %d", seed).anyMatch(found -> found.contains("in vain"));
    }
}
