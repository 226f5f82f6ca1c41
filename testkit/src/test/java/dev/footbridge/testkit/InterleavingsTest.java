package dev.footbridge.testkit;

import static dev.footbridge.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterleavingsTest {

    @Test
    void runsOncePerSeed() {
        List<Long> seeds = new ArrayList<>();
        Interleavings.of(5).withSeed(40).explore(run -> seeds.add(run.seed()));
        assertThat(seeds).containsExactly(40L, 41L, 42L, 43L, 44L);
    }

    @Test
    void theSeedOfTheSystemPropertyIsTheOnlyOneRun() {
        List<Long> seeds = new ArrayList<>();
        System.setProperty(Interleavings.SEED, "17");
        try {
            Interleavings.of(5).explore(run -> seeds.add(run.seed()));
            System.setProperty(Interleavings.SEED, "seventeen");
            assertThatThrownBy(() -> Interleavings.of(5).explore(run -> seeds.add(run.seed())))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'seventeen'");
        } finally {
            System.clearProperty(Interleavings.SEED);
        }
        assertThat(seeds).containsExactly(17L);
    }

    @Test
    void everySeedCanBeReplayed() {
        for (long seed : new long[]{Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            Interleavings.replay(seed, run -> assertThat(run.seed()).isEqualTo(seed));
        }
    }

    @Test
    void theScenarioIsACoroutineOfAFreshLoop() {
        List<EventLoop> loops = new ArrayList<>();
        Interleavings.of(2).explore(run -> {
            assertThat(Async.runningLoop()).containsSame(run.loop());
            loops.add(run.loop());
        });
        assertThat(loops).doesNotHaveDuplicates().allMatch(EventLoop::isClosed);
    }

    @Test
    void onlyTheLoopDraws() {
        assertThatThrownBy(() -> Interleavings.of(1).explore(run -> Async.toThread(() -> run.draw(2)).result()))
                .isInstanceOf(AssertionError.class).cause().isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("draw before you leave it");
    }

    @Test
    void anInterruptOfTheCallingThreadEndsTheExploration() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Interleavings.of(1).explore(run -> await(new CompletableFuture<>())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void checksWhatItIsGiven() {
        assertThatThrownBy(() -> Interleavings.of(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an exploration without a run finds nothing (runs is 0): give one or more");
        assertThatThrownBy(() -> Interleavings.of(1).withLimit(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("limit is PT0S");
    }
}
