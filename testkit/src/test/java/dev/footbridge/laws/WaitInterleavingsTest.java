package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waits for several tasks in thousands of orders, with tasks and waiters that are cancelled. */
@Timeout(120)
class WaitInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final String SEED = "footbridge.seed";

    private static void finds(String finding, Scenario broken) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(broken)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails with seed").hasMessageContaining(finding);
    }

    @Test
    @DisplayName("C8: a wait names what is really done, when it is, and disturbs nobody, in any order")
    void waitsTellWhatIsDone() {
        Interleavings.of(RUNS).explore(run -> new WaitProgram(run, Waiting.real()).run());
    }

    @ParameterizedTest(name = "the check finds a wait with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theCheckFindsABrokenWait(FlawedWaits.Flaw flaw) {
        finds(flaw.found(), run -> new WaitProgram(run, new FlawedWaits(flaw)).run());
    }

    @Test
    @DisplayName("D1: the first one wins a race, and the others have cleaned up when it is told, in any order")
    void racesHaveOneWinner() {
        Interleavings.of(RUNS).explore(run -> new RaceProgram(run, Waiting.real()).run());
    }

    @ParameterizedTest(name = "the check finds a race with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theCheckFindsABrokenRace(FlawedRaces.Flaw flaw) {
        finds(flaw.found(), run -> new RaceProgram(run, new FlawedRaces(flaw)).run());
    }

    @Test
    @DisplayName("C1, C5, C6: results of a limited gathering stand in order, and no more than the "
            + "limit run, in any order")
    void gatheringsKeepOrderAndLimit() {
        Interleavings.of(RUNS).explore(run -> new GatherProgram(run, Waiting.real()).run());
    }

    @ParameterizedTest(name = "the check finds a gathering with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theCheckFindsABrokenGathering(FlawedGathers.Flaw flaw) {
        finds(flaw.found(), run -> new GatherProgram(run, new FlawedGathers(flaw)).run());
    }

    @Test
    @DisplayName("C9: tasks come as they end, before the time is up, and leaving ends the rest, in any order")
    void completionsComeAsTheyEnd() {
        Interleavings.of(RUNS).explore(run -> new CompletionsProgram(run, Waiting.real()).run());
    }

    @ParameterizedTest(name = "the check finds completions with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theCheckFindsBrokenCompletions(FlawedCompletions.Flaw flaw) {
        finds(flaw.found(), run -> new CompletionsProgram(run, new FlawedCompletions(run.clock(), flaw)).run());
    }
}
