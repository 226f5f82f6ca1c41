package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.FlawedNumbers.Flaw;
import dev.footbridge.laws.GeneratorProgram.End;
import dev.footbridge.laws.NumberBody.Manners;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generators in thousands of orders: pulled by several, with limits and cancels, and closed when all is done or at any
 * time.
 */
@Timeout(120)
class GeneratorInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final String SEED = "footbridge.seed";

    /** Each of these leaves a thread behind. */
    private static final int STUCK_RUNS = 500;

    private static void explore(Supplier<Judged> programs) {
        Judged.explore(RUNS, programs);
    }

    private static void finds(String finding, Supplier<Judged> broken) {
        assertThatThrownBy(() -> explore(broken)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails with seed").hasMessageContaining(finding);
    }

    @Test
    @DisplayName("E1, E4, E9: each number comes once and not ahead, then the failure or the end, in any order")
    void bringsEachNumberOnce() {
        explore(GeneratorProgram.on(Numbers::real, End.ONCE_ALL_IS_DONE));
    }

    @Test
    @DisplayName("E2: cleanup has ended when a close returns, and nothing is lost before it, in any order")
    void cleansUpBeforeItIsClosed() {
        explore(GeneratorProgram.on(Numbers::real, End.SOMETIME));
    }

    @ParameterizedTest(name = "the check finds a generator with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        finds(flaw.found(), GeneratorProgram.on(FlawedNumbers.with(flaw), flaw.end()));
    }

    @Test
    @DisplayName("E6: who emits after it was told to stop is refused, and whoever closes is told, in any order")
    void refusesToGoOn() {
        explore(GeneratorProgram.on(Numbers::real, End.SOMETIME, Manners.EMITS_AGAIN));
    }

    @Test
    @DisplayName("E6: a body that never stops is left behind, and whoever closes is told, in any order")
    void leavesBehindWhatNeverStops() {
        Judged.explore(STUCK_RUNS, GeneratorProgram.on(Numbers::real, End.SOMETIME, Manners.NEVER_STOPS));
    }

    @ParameterizedTest(name = "E6: the check finds an emitter with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theCheckFindsALaxEmitter(LaxEmitter.Flaw flaw) {
        finds(flaw.found(), GeneratorProgram.on(LaxEmitter.with(flaw), End.SOMETIME, Manners.EMITS_AGAIN));
    }
}
