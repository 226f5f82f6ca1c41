package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads, two loops and a pool of one place on generators, by chance. The full size is
 * {@code -Dfootbridge.stress=100000}; a failure names the seed, which {@code -Dfootbridge.seed=} repeats (the threads' timing
 * excepted).
 */
@Timeout(1_800)
class GeneratorStressTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final long seed = Load.seed();

    @Test
    @DisplayName("E1, E2, E4, E9: threads and coroutines lose, double and confuse no items, and all cleanup is done")
    void keepsEveryItem() {
        List<String> violations = GeneratorLoad.on(LoadedGenerators.real(), Load.operations(2), seed, Load.limit());
        assertThat(violations).as("seed %d", seed).isEmpty();
    }

    @Test
    @DisplayName("E9: the check finds generators that lose what a cancelled pull took")
    void theCheckFindsALostItem() {
        assertThat(GeneratorLoad.on(BrokenGenerators.losingWhatACancelledPullTook(), 2_000, seed, LONG))
                .anyMatch(found -> found.contains("was lost") || found.contains("came as number"));
    }

    @Test
    @DisplayName("E9: the check finds generators that double what was looked at")
    void theCheckFindsADoubledItem() {
        assertThat(GeneratorLoad.on(BrokenGenerators.doublingWhatWasLookedAt(), 5_000, seed, LONG)).anyMatch(
                found -> found.contains("was doubled") || found.contains("out of order") || found.contains("was lost"));
    }

    @Test
    @DisplayName("E2: the check finds generators whose close does not wait for the cleanup")
    void theCheckFindsCleanupInTheBackground() {
        assertThat(GeneratorLoad.on(BrokenGenerators.notWaitingForCleanup(), 5_000, seed, LONG)).anyMatch(
                found -> found.contains("before the cleanup had ended") || found.contains("cleaned up"));
    }

    @Test
    @DisplayName("E1: the check finds generators that are too far ahead")
    void theCheckFindsABodyTooFarAhead() {
        assertThat(GeneratorLoad.on(BrokenGenerators.runningAhead(), 5_000, seed, LONG))
                .anyMatch(found -> found.contains("made with"));
    }
}
