package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.FlawedOperators.Flaw;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of streams in thousands of orders, with failures, cancels, and some who have enough. */
@Timeout(120)
class StreamInterleavingsTest {

    private static final int RUNS = 2_000;

    @Test
    @DisplayName("E1, E2, E4: operators lose nothing, keep orders and limits, fail last, and close, in any order")
    void keepTheirPromises() {
        Judged.explore(RUNS, StreamProgram.on(Operators.real()));
    }

    @ParameterizedTest(name = "the check finds an operator with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(() -> Judged.explore(RUNS, StreamProgram.on(new FlawedOperators(flaw))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed")
                .hasMessageContaining(flaw.found());
    }
}
