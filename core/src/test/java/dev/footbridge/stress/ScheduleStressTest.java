package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scheduled executors under load by chance; sizes and seeds as in {@link LoopStressTest}. */
@Timeout(1_800)
class ScheduleStressTest {

    private static final int DIVISOR = 2;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final long seed = Load.seed();

    @Test
    @DisplayName("law 3, law 4: jobs for later on a loop, cancelled and shut down at any moment, end and do not overlap")
    void keepsItsPromisesOnALoop() {
        try (EventLoop loop = EventLoop.open(o -> o.withName("stressed").withFailureHandler((task, failure) -> {}))) {
            assertThat(ScheduleLoad.on(loop::asScheduledExecutorService, Load.operations(DIVISOR), seed, Load.limit()))
                    .as("seed %d", seed).isEmpty();
            loop.atomically(() -> {}); // takes in what was brought last: timers that were taken back
            assertThat(loop.stats().timers()).as("timers left").isZero();
        }
    }

    @ParameterizedTest(name = "of {0}")
    @ValueSource(ints = {1, 3, Integer.MAX_VALUE})
    @DisplayName("law 3, law 4: and on pools of any size")
    void keepsItsPromisesOnPools(int limit) {
        try (ThreadPool pool = ThreadPool
                .open(o -> o.withName("stressed").withLimit(limit).withFailureHandler((task, failure) -> {}))) {
            assertThat(ScheduleLoad.on(pool::asScheduledExecutorService, Load.operations(DIVISOR), seed, Load.limit()))
                    .as("seed %d", seed).isEmpty();
        }
    }

    @Test
    @DisplayName("the check finds an executor that runs a series twice at once, or after its end")
    void theCheckFindsOverlaps() {
        List<String> found = ScheduleLoad.on(BrokenSchedule::overlapping, 10_000, seed, SOON);
        assertThat(found).isNotEmpty(); // in whatever shows first: two at once, one after the end, one run too many
    }

    @Test
    @DisplayName("the check finds an executor whose futures end before the work, or never")
    void theCheckFindsEarlyEnds() {
        List<String> found = ScheduleLoad.on(BrokenSchedule::cancellingEarly, 10_000, seed, SOON);
        assertThat(found).isNotEmpty();
    }
}
