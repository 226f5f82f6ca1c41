package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.FlawedLimits.Flaw;
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

/**
 * Limits and shields one inside the other in thousands of orders, with cancels from outside that come when they
 * pass.
 */
@Timeout(120)
class ScopeInterleavingsTest {

    private static final int RUNS = 4_000;
    private static final List<Step> STEPS = List.of(Step.YIELD, Step.SLEEP, Step.SLEEP_LONG, Step.SHIELD, Step.FAIL,
            Step.LIMIT, Step.LIMIT, Step.MOVE_ON, Step.MOVED_LIMIT, Step.AWAIT);

    private static void explore(Interleaving run, Limits limits) {
        new Program(run, Parts.real().with(limits), STEPS, 4).run();
    }

    @Test
    @DisplayName("D1, D6, D7: a limit ends what is in it, and says so only if nothing further out does, in any order")
    void endWhatIsInThem() {
        Interleavings.of(RUNS).explore(run -> explore(run, Limits.real()));
    }

    @ParameterizedTest(name = "the check finds a limit with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(
                () -> Interleavings.of(RUNS).explore(run -> explore(run, new FlawedLimits(run.loop(), flaw))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed")
                .hasMessageContaining(flaw.found());
    }
}
