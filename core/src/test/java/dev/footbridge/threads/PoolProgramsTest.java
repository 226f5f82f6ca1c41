package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.threads.PoolProgram.Flaw;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of programs on an elastic pool, on simulated threads and in virtual time; {@code -Dfootbridge.seed=} repeats
 * the one that a failure names, {@code -Dfootbridge.programs=} says how many.
 */
@Timeout(170)
class PoolProgramsTest {

    private static final int PROGRAMS = Integer.getInteger("footbridge.programs", 10_000);

    private static void explore(Flaw flaw) {
        Long given = Long.getLong("footbridge.seed");
        if (given != null) {
            PoolProgram.run(given, flaw);
            return;
        }
        SplittableRandom seeds = new SplittableRandom(System.nanoTime());
        for (int i = 0; i < PROGRAMS; i++) {
            long seed = seeds.nextLong();
            try {
                PoolProgram.run(seed, flaw);
            } catch (Throwable failure) {
                throw new AssertionError(
                        "the program fails with seed " + seed + ": run it again with -Dfootbridge.seed="
                                + seed + "; " + failure.getMessage(),
                        failure);
            }
        }
    }

    @Test
    @DisplayName("B14, B15, B16: no job is lost or run twice, no bound exceeded, every task settles, every thread ends")
    void holdsInEveryOrder() {
        explore(Flaw.NONE);
    }

    @ParameterizedTest(name = "the check finds a pool with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(() -> explore(flaw)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails with seed");
    }
}
