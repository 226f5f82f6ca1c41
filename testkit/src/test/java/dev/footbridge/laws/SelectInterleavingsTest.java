package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.SelectProgram.End;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Selects in thousands of interleavings, and the checks in front of one that is broken on purpose. */
@Timeout(120)
class SelectInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static void explore(Scenario scenario) {
        Interleavings.of(RUNS).explore(scenario);
    }

    private static void assertFound(Scenario scenario) {
        assertThatThrownBy(() -> explore(scenario)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails with seed");
    }

    @ParameterizedTest(name = "F2, F4, F5: of each select one clause happens, and nothing is lost; closed {0}")
    @EnumSource
    void oneClauseHappens(End end) {
        explore(SelectProgram.with(_ -> Chooser.select(), end));
    }

    @Test
    @DisplayName("F8: selects that cross meet, and nobody is left over")
    void meetsCrossing() {
        explore(CrossingProgram.with(_ -> Chooser.select()));
    }

    @Test
    @DisplayName("the checks find nothing wrong with another select that is sound")
    void theChecksPassASoundSelect() {
        explore(SelectProgram.with(_ -> Chooser.asking(PAUSE), End.SOMETIME));
    }

    @ParameterizedTest(name = "the checks find a select of which two clauses may happen; closed {0}")
    @EnumSource
    void theChecksFindTwoClauses(End end) {
        assertFound(SelectProgram.with(run -> Chooser.racing(run.loop()), end));
    }

    @Test
    @DisplayName("F8: the check of crossing selects finds one of which two clauses may happen")
    void theCheckFindsTwoClausesCrossing() {
        assertFound(CrossingProgram.with(run -> Chooser.racing(run.loop())));
    }
}
