package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.Threads;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bounded pool under load by chance; sizes and seeds as in {@link LoopStressTest}. */
@Timeout(1_800)
class PoolStressTest {

    private static final int DIVISOR = 4;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final long seed = Load.seed();

    @ParameterizedTest(name = "of {0}")
    @ValueSource(ints = {1, 2, 5})
    @DisplayName("B14: nested calls, cancels and interrupts from 8 threads never exceed a pool's places and lose none")
    void keepsItsPlaces(int limit) {
        ThreadPool pool = ThreadPool
                .open(o -> o.withName("stressed").withFailureHandler((task, failure) -> {}).withLimit(limit));
        List<String> violations = PoolLoad.on(LoadedPool.of(pool), limit, Load.operations(DIVISOR), seed, Load.limit());
        assertThat(violations).as("seed %d", seed).isEmpty();
        pool.close();
    }

    @ParameterizedTest(name = "of {0}")
    @ValueSource(ints = {1, 3})
    @DisplayName("B14: the same holds on platform threads")
    void keepsItsPlacesOnPlatformThreads(int limit) {
        ThreadPool pool = ThreadPool
                .open(o -> o.withName("stressed").withFailureHandler((task, failure) -> {}).withLimit(limit)
                        .withThreadFactory(Thread.ofPlatform().daemon().factory()));
        List<String> violations = PoolLoad.on(LoadedPool.of(pool), limit, Load.operations(20), seed, Load.limit());
        assertThat(violations).as("seed %d", seed).isEmpty();
        pool.close();
    }

    @ParameterizedTest(name = "of {0}")
    @ValueSource(ints = {1, 2, 5})
    @DisplayName("B14: the same holds on elastic threads")
    void keepsItsPlacesOnElasticThreads(int limit) {
        ThreadPool pool = ThreadPool.elastic(o -> o.withName("stressed").withFailureHandler((task, failure) -> {})
                .withThreads(Threads.elastic().withMax(limit).withIdleTime(Duration.ofNanos(200_000))));
        List<String> violations = PoolLoad.on(LoadedPool.of(pool), limit, Load.operations(DIVISOR), seed, Load.limit());
        assertThat(violations).as("seed %d", seed).isEmpty();
        pool.close();
    }

    @Test
    @DisplayName("B14: the check of pools finds an elastic one that lets one more job in than it may")
    void theCheckFindsAnElasticPoolThatMiscounts() {
        try (BrokenPool broken = BrokenPool.elasticLettingOneMoreIn(1)) {
            assertThat(PoolLoad.on(broken, 1, 10_000, seed, SOON)).anyMatch(found -> found.contains("ran at once"));
        }
    }

    @Test
    @DisplayName("law 2: the check of pools finds one in which a waiting job keeps its place")
    void theCheckFindsAPoolThatDeadlocks() {
        try (BrokenPool broken = BrokenPool.keepingPlacesWhileWaiting(2)) {
            assertThat(PoolLoad.on(broken, 2, 10_000, seed, SOON)).anyMatch(found -> found.contains("hangs"));
        }
    }

    @Test
    @DisplayName("B14: the check of pools finds one that loses the places of jobs that fail")
    void theCheckFindsAPoolThatLosesPlaces() {
        try (BrokenPool broken = BrokenPool.losingPlaces(3)) {
            assertThat(PoolLoad.on(broken, 3, 10_000, seed, SOON))
                    .anyMatch(found -> found.contains("hangs") || found.contains("not quiet"));
        }
    }

    @Test
    @DisplayName("B14: the check of pools finds one that lets one job more in than it may")
    void theCheckFindsAPoolThatMiscounts() {
        try (BrokenPool broken = BrokenPool.lettingOneMoreIn(1)) {
            assertThat(PoolLoad.on(broken, 1, 10_000, seed, SOON)).anyMatch(found -> found.contains("ran at once"));
        }
    }
}
