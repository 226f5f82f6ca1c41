package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.stream.AsyncGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends of generators in thousands of orders: by a close that does not wait for ever, and by the end of their loop. */
@Timeout(120)
class GeneratorCloseInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final String SEED = "footbridge.seed";

    @Test
    @DisplayName("E2: with a limit, cleanup goes on in the background and is reported once, in any order")
    void leavesCleanupToTheBackground() {
        Judged.explore(RUNS, CloseLimitProgram.on((run, limit, prefetch, body) -> Numbers.of(run,
                AsyncGenerator.open(o -> o.withPrefetch(prefetch).withCloseLimit(limit), body))));
    }

    @ParameterizedTest(name = "E2: the check finds a limit with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theCheckFindsABrokenLimit(FlawedCloses.Flaw flaw) {
        assertThatThrownBy(() -> Judged.explore(RUNS, CloseLimitProgram.on(FlawedCloses.with(flaw))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed")
                .hasMessageContaining(flaw.found());
    }

    @Test
    @DisplayName("E8, D8: open generators are closed at the end of their loop, after its tasks, in any order")
    void closesWhatIsOpenAtTheEndOfTheLoop() {
        Judged.abort(RUNS, ShutdownProgram.on((_, prefetch, body) -> AsyncGenerator.open(o -> o.withPrefetch(prefetch),
                out -> body.run(out::emit))));
    }

    @Test
    @DisplayName("E8, D8: the check finds a generator that ends as any other task")
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theCheckFindsAGeneratorThatIsATask() {
        assertThatThrownBy(() -> Judged.abort(RUNS, ShutdownProgram.on(TaskGenerator::open)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed")
                .hasMessageContaining("told to stop");
    }
}
