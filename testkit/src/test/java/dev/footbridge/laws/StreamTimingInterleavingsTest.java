package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.FlawedTimedOperators.Flaw;
import dev.footbridge.laws.TimingProgram.Kind;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operators that look at the clock, in thousands of orders of what happens at the same time or nearly so. */
@Timeout(120)
class StreamTimingInterleavingsTest {

    private static final int RUNS = 1_500;

    @ParameterizedTest(name = "law 3: {0}: items come when they are due, and the source is closed, in any order")
    @EnumSource
    void areOnTime(Kind kind) {
        Judged.explore(RUNS, TimingProgram.on(TimedOperators.real(), kind));
    }

    @ParameterizedTest(name = "the check finds an operator with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(() -> Judged.explore(RUNS,
                TimingProgram.on(new FlawedTimedOperators(flaw), flaw.kind()))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails with seed").hasMessageContaining(flaw.found());
    }
}
