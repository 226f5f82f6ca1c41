package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.stress.Load;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Locks, semaphores and limiters under load from plain threads, virtual ones and two loops. The full size is
 * {@code -Dfootbridge.stress=100000}; a failure names the seed.
 */
@Timeout(1_800)
class PlacesStressTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MOST = 3;

    private final long seed = Load.seed();

    private void check(Places places, int most, int largest, Runnable beside, Runnable atLast) {
        List<String> violations = PlacesLoad.on(places, most, largest, Load.operations(), seed, Load.limit(), beside);
        assertThat(violations).as("seed %d", seed).isEmpty();
        atLast.run();
        assertThat(PlacesLoad.leftovers(places, most)).as("in the end, seed %d", seed).isEmpty();
    }

    @Test
    @DisplayName("law 1: a lock has one holder at a time under load, and is free in the end")
    void keepsALockExclusive() {
        check(Places.of(AsyncLock.create()), 1, 1, () -> {}, () -> {});
    }

    @Test
    @DisplayName("law 9: a semaphore gives no permit twice and loses none under load")
    void conservesPermits() {
        check(Places.of(AsyncSemaphore.bounded(MOST)), MOST, MOST, () -> {}, () -> {});
    }

    @Test
    @DisplayName("law 9: a limiter never lets in more than its limit under load, while that goes up and down")
    void conservesPlacesOfALimiter() {
        Limiter limiter = Limiter.of(1);
        AtomicInteger turns = new AtomicInteger();
        check(Places.of(limiter), MOST, 1, () -> limiter.setLimit(1 + turns.incrementAndGet() % MOST),
                () -> limiter.setLimit(MOST));
        assertThat(limiter.stats()).isEqualTo(new LimiterStats(MOST, MOST, 0, MOST));
    }

    /** One that is sound but for what its heirs change. */
    private static class Twin implements Places {

        private final Places sound = Places.of(AsyncSemaphore.of(1));

        @Override
        public void take(int wanted) {
            sound.take(wanted);
        }

        @Override
        public boolean tryTake(int wanted) {
            return sound.tryTake(wanted);
        }

        @Override
        public boolean tryTake(int wanted, Duration limit) {
            return sound.tryTake(wanted, limit);
        }

        @Override
        public void giveBack(int count) {
            sound.giveBack(count);
        }

        @Override
        public int waiting() {
            return sound.waiting();
        }
    }

    @Test
    void theCheckFindsOneThatKeepsNobodyOut() {
        Places open = new Twin() {
            @Override
            public void take(int wanted) {
                // Everybody may come in.
            }
        };
        assertThat(PlacesLoad.on(open, 1, 1, 100_000, seed, Duration.ofSeconds(60), () -> {}))
                .anyMatch(found -> found.contains("at once"));
    }

    @Test
    void theCheckFindsALostPlace() {
        AtomicInteger given = new AtomicInteger();
        Places losing = new Twin() {
            @Override
            public void giveBack(int count) {
                if (given.incrementAndGet() % 100 != 0) {
                    super.giveBack(count);
                }
            }
        };
        assertThat(PlacesLoad.on(losing, 1, 1, 1_000, seed, SOON, () -> {})).anyMatch(found -> found.contains("hangs"));
        assertThat(PlacesLoad.leftovers(losing, 1)).isNotEmpty();
    }
}
