package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.FlawedTwoWay.Flaw;
import dev.footbridge.testkit.Interleavings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generators that are answered, with values and with exceptions, in thousands of orders. */
@Timeout(60)
class AnswersInterleavingsTest {

    private static final int RUNS = 2_000;

    @Test
    @DisplayName("law 3: an answer comes to the body that waits for it, once, or is refused, in any order")
    void hearsEachAnswerOnce() {
        Interleavings.of(RUNS).explore(AnswersProgram.on(TwoWay::real));
    }

    @ParameterizedTest(name = "the check finds a generator with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(
                run -> AnswersProgram.on(FlawedTwoWay.with(flaw, run)).run(run))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails with seed").hasMessageContaining(flaw.found());
    }
}
