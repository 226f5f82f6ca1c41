package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.laws.FlawedErrands.Flaw;
import dev.footbridge.testkit.Interleavings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errands to the caller's thread in thousands of orders, with cancels, limits, and calls of the loop inside them. */
@Timeout(120)
class ErrandInterleavingsTest {

    private static final int RUNS = 2_000;

    @Test
    @DisplayName("B3, B5: an errand is done once, in order, on the caller's thread, whatever its waiter does")
    void comesBackToTheCaller() {
        Interleavings.of(RUNS).explore(ErrandProgram.with(_ -> Async.callerThread()));
    }

    @ParameterizedTest(name = "the check finds errands with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS)
                .explore(ErrandProgram.with(run -> new FlawedErrands(flaw, run)))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails with seed").hasMessageContaining(flaw.found());
    }
}
