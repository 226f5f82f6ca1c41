package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.FlawedAwaiting.Flaw;
import dev.footbridge.laws.Program.Step;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that wait for tasks in thousands of orders, with limits, shields, and cancels that come when they end. */
@Timeout(120)
class AwaitInterleavingsTest {

    private static final int RUNS = 4_000;
    private static final List<Step> STEPS = List.of(Step.YIELD, Step.SLEEP, Step.SLEEP_LONG, Step.FAIL, Step.LIMIT,
            Step.AWAIT, Step.AWAIT, Step.AWAIT);

    private static void explore(Interleaving run, Awaiting awaiting) {
        new Program(run, Parts.real().with(awaiting), STEPS, 4).run();
    }

    @Test
    @DisplayName("D1, C12: what is waited for has ended when the wait has, however it ends, and "
            + "behind a shield it goes on")
    void seesThroughWhatItWaitsFor() {
        Interleavings.of(RUNS).explore(run -> explore(run, Awaiting.real()));
    }

    @ParameterizedTest(name = "the check finds a wait with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(run -> explore(run, new FlawedAwaiting(flaw))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed")
                .hasMessageContaining(flaw.found());
    }
}
