package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.laws.FlawedSchedules.Series;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Periodic jobs in thousands of orders, with cancels and shutdowns that land sometime. */
@Timeout(60)
class ScheduleInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final Duration STEP = Duration.ofMillis(1);

    /** A job whose runs take a while, and that knows what they must not do. */
    private static final class Watched implements Runnable {

        private final Interleaving run;
        private int running;
        private boolean ended;

        Watched(Interleaving run) {
            this.run = run;
        }

        @Override
        public void run() {
            assertThat(ended).as("a run after the end").isFalse();
            assertThat(++running).as("runs at once").isEqualTo(1);
            try {
                run.pause();
                Async.sleep(STEP.multipliedBy(run.draw(4)));
            } finally {
                running--;
            }
        }
    }

    private static Scenario series(FlawedSchedules schedules) {
        return run -> {
            List<Watched> jobs = new ArrayList<>();
            List<Series> all = new ArrayList<>();
            for (int i = 1 + run.draw(3); i > 0; i--) {
                Watched job = new Watched(run);
                Series series = schedules.repeat(run.loop(), job, STEP.multipliedBy(run.draw(3)),
                        STEP.multipliedBy(1 + run.draw(3)));
                jobs.add(job);
                all.add(series);
                run.sometime(run.coin() ? series::cancel : series::shutDown);
            }
            for (int i = 0; i < all.size(); i++) {
                all.get(i).awaitEnd();
                jobs.get(i).ended = true;
                assertThat(jobs.get(i).running).as("runs under way at the end").isZero();
            }
            Async.sleep(STEP.multipliedBy(20));
        };
    }

    @Test
    @DisplayName("law 3, law 4: periodic jobs never overlap, and end with a cancel or a shutdown, in any order")
    void keepsItsPromises() {
        Interleavings.of(RUNS).explore(series(FlawedSchedules.NONE));
    }

    @ParameterizedTest(name = "the check finds a schedule with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(FlawedSchedules flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).withLimit(Duration.ofSeconds(1)).explore(series(flaw)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("seed");
    }
}
