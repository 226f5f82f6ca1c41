package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Event loops on foreign ones under load by chance; sizes and seeds as in {@link LoopStressTest}. */
@Timeout(1_800)
class ForeignLoopStressTest {

    private static final int DIVISOR = 5;

    private final long seed = Load.seed();
    private final ExecutorService foreign = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void shutDown() {
        foreign.shutdownNow();
    }

    @Test
    @DisplayName("laws 1 and 4: nothing overlaps, with the foreign loop's own tasks neither; nothing is lost or hangs")
    void sharesAForeignLoopWithItsOwnTasks() {
        try (EventLoop loop = EventLoop.on(foreign, o -> o.withFailureHandler((_, _) -> {}))) {
            HostedLoop hosted = new HostedLoop(loop);
            hosted.besideOwnTasks(foreign, () -> assertThat(
                    MixedLoad.on(hosted, Load.operations(DIVISOR), seed, Load.limit())).as("seed %d", seed).isEmpty());
            assertThat(hosted.overlaps()).as("overlaps with the foreign loop's tasks, seed %d", seed).isZero();
        }
    }

    @Test
    @DisplayName("law 1: the check finds a loop that does not keep out the foreign loop's own tasks")
    void theCheckFindsALoopBesideTheForeignOne() {
        try (EventLoop loop = EventLoop.open(o -> o.withFailureHandler((_, _) -> {}))) {
            HostedLoop beside = new HostedLoop(loop);
            beside.besideOwnTasks(foreign, () -> MixedLoad.on(beside, 5_000, seed, Duration.ofSeconds(60)));
            assertThat(beside.overlaps()).isPositive();
        }
    }

    @Test
    @DisplayName("law 4: when the foreign loop is shut down under load everything settles or is refused")
    void settlesWhenTheForeignLoopIsShutDown() {
        SplittableRandom chance = new SplittableRandom(seed);
        for (int round = 0; round < Math.max(10, Load.operations(500)); round++) {
            ExecutorService dying = Executors.newSingleThreadExecutor();
            EventLoop loop = EventLoop.on(dying, o -> o.withFailureHandler((_, _) -> {}));
            Violations violations = new Violations();
            int spins = chance.nextInt(100_000);
            boolean drops = chance.nextBoolean();
            Thread killer = Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                if (drops) {
                    dying.shutdownNow();
                } else {
                    dying.shutdown();
                }
            });
            Load.drive(chance.nextLong(), Load.limit(), violations, random -> untilRefused(loop, random));
            Eventually.until(() -> !killer.isAlive());
            assertThat(violations.all()).as("seed %d, round %d", seed, round).isEmpty();
            Eventually.until(() -> loop.stats().pending() == 0);
        }
    }

    private static void untilRefused(EventLoop loop, SplittableRandom random) {
        try {
            for (;;) {
                try {
                    switch (random.nextInt(3)) {
                        case 0 -> loop.call(Async::yieldNow);
                        case 1 -> loop.start(Async::yieldNow).outcome();
                        default -> loop.atomically(() -> List.of());
                    }
                } catch (dev.footbridge.CancelledException lost) {
                    // The foreign loop ended while this ran; the next one is refused.
                }
            }
        } catch (RejectedExecutionException refused) {
            // As it has to be.
        }
    }
}
