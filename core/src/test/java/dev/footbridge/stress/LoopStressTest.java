package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads and everything a loop can do, by chance. The full size is {@code -Dfootbridge.stress=100000}; a failure
 * names the seed, which {@code -Dfootbridge.seed=} repeats (the threads' timing excepted).
 */
@Timeout(1_800)
class LoopStressTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final long seed = Load.seed();

    @Test
    @DisplayName("laws 1 and 4: of mixed work from 8 threads nothing overlaps, is lost or hangs")
    void survivesMixedWorkFromManyThreads() {
        EventLoop loop = EventLoop.open(o -> o.withName("stressed").withFailureHandler((_, _) -> {}));
        LoadedLoop loaded = LoadedLoop.of(loop);
        List<String> violations = MixedLoad.on(loaded, Load.operations(), seed, Load.limit());
        assertThat(violations).as("seed %d", seed).isEmpty();
        assertThat(loop.stats().timers()).as("timers left, seed %d", seed).isZero();
        assertThat(loop.stats().ready()).as("ready left, seed %d", seed).isZero();
        loop.close();
        Eventually.until(() -> LiveThreads.named("stressed-") == 0);
    }

    @Test
    @DisplayName("laws 1 and 4: the check of mixed work finds a loop that keeps nobody out")
    void theCheckFindsABrokenLoop() {
        try (LoadedLoop broken = BrokenLoop.withoutExclusion()) {
            List<String> violations = MixedLoad.on(broken, 100_000, seed, Duration.ofSeconds(60));
            assertThat(violations).anyMatch(found -> found.contains("while somebody else did"));
        }
    }

    @Test
    @DisplayName("laws 1 and 4: the check of mixed work finds a loop that forgets to wake some coroutines")
    void theCheckFindsALostWakeUp() {
        try (LoadedLoop broken = BrokenLoop.losingOneWakeUpIn(50)) {
            List<String> violations = MixedLoad.on(broken, 1_000, seed, SOON);
            assertThat(violations).anyMatch(found -> found.contains("hangs"));
        }
    }

    @Test
    @DisplayName("laws 1 and 2: threads that change between two loops never hold one for the other")
    void keepsTwoLoopsApart() {
        Violations violations = new Violations();
        Exclusive left = new Exclusive();
        Exclusive right = new Exclusive();
        try (EventLoop one = EventLoop.open();
                EventLoop two = EventLoop.open();
                ThreadPool pool = ThreadPool.open(o -> o.withLimit(3))) {
            Load.drive(seed, Load.limit(), violations, random -> {
                for (int i = 0; i < Load.operations(20) && !violations.any(); i++) {
                    int spins = random.nextInt(20);
                    pool.call(() -> {
                        for (int n = 0; n < 5; n++) {
                            one.call(hop(left, pool, spins));
                            two.call(hop(right, pool, spins));
                            one.call(() -> two.call(hop(right, pool, spins)));
                        }
                    });
                }
            });
            assertThat(violations.all()).as("seed %d", seed).isEmpty();
            assertThat(left.overlaps() + right.overlaps()).as("overlaps, seed %d", seed).isZero();
            assertThat(one.call(left::lost) + two.call(right::lost)).as("lost steps, seed %d", seed).isZero();
        }
    }

    private static Callable<Integer> hop(Exclusive state, ThreadPool pool, int spins) {
        return () -> {
            state.touch(spins);
            int value = pool.start(() -> spins).result();
            state.touch(spins);
            return value;
        };
    }

    @Test
    @DisplayName("law 4: loops that are closed and aborted under load settle or refuse everything")
    void closesUnderLoad() {
        Violations violations = new Violations();
        LongAdder refused = new LongAdder();
        SplittableRandom chance = new SplittableRandom(seed);
        for (int round = 0; round < Math.max(5, Load.operations(200)); round++) {
            EventLoop loop = EventLoop.open(o -> o.withName("closed-" + seed));
            int spins = chance.nextInt(20_000);
            boolean abort = chance.nextBoolean();
            Thread closer = Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                if (abort) {
                    loop.abort();
                } else {
                    loop.close();
                }
            });
            Load.drive(chance.nextLong(), Load.limit(), violations, random -> untilClosed(loop, random, refused));
            Eventually.until(() -> !closer.isAlive());
            assertThat(violations.all()).as("seed %d, round %d", seed, round).isEmpty();
            assertThat(loop.stats().pending()).as("pending, seed %d, round %d", seed, round).isZero();
        }
        assertThat(refused.sum()).isPositive();
        Eventually.until(() -> LiveThreads.named("closed-" + seed) == 0);
    }

    private static void untilClosed(EventLoop loop, SplittableRandom random, LongAdder refused) {
        try {
            for (;;) {
                try {
                    if (random.nextBoolean()) {
                        loop.call(dev.footbridge.Async::yieldNow);
                    } else {
                        loop.start(dev.footbridge.Async::yieldNow).outcome();
                    }
                } catch (dev.footbridge.CancelledException aborted) {
                    // The loop was aborted while this ran; the next one is refused.
                }
            }
        } catch (RejectedExecutionException closed) {
            refused.increment();
        }
    }
}
