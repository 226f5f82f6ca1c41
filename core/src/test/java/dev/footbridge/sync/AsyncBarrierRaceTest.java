package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ManualClock;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One that gives up at the moment in which the last party arrives: either all of them go on, or it was not there. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncBarrierRaceTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ROUNDS = 300;

    private final ManualClock clock = new ManualClock();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withTimeSource(clock));

    @AfterEach
    void close() {
        loop.abort();
    }

    @Test
    @DisplayName("law 3: one that was counted goes on, though it is cancelled or out of time before it wakes up")
    void letsOneGoOnThatWasCounted() {
        for (boolean cancelled : new boolean[]{true, false}) {
            AsyncBarrier barrier = AsyncBarrier.of(2);
            int[] place = {-1};
            Task<Void> waiter = loop.start(() -> {
                place[0] = barrier.await(LONG);
                Async.yieldNow();
            });
            Eventually.until(() -> barrier.stats().waiting() == 1);
            try (Gate gate = new Gate()) {
                loop.start(gate::passDeaf);
                gate.awaitArrivals(1);
                assertThat(barrier.await()).isOne();
                if (cancelled) {
                    waiter.cancel("too late");
                } else {
                    clock.advance(LONG);
                }
            }
            assertThat(waiter.outcome()).isEqualTo(
                    cancelled ? new Outcome.Cancelled<>("too late") : new Outcome.Success<>(null));
            assertThat(place).containsExactly(0);
        }
    }

    private static boolean arrivesWithin(AsyncBarrier barrier, Duration limit) {
        try {
            barrier.await(limit);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    private static boolean arrives(AsyncBarrier barrier) {
        try {
            barrier.await();
            return true;
        } catch (CancelledException | BarrierBrokenException _) {
            return false;
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("time limits: of two that wait for the same short time, both go on or none")
    void meetsTheLimit() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            AsyncBarrier barrier = AsyncBarrier.of(2);
            CyclicBarrier start = new CyclicBarrier(2);
            Duration limit = Duration.ofNanos(1 + round * 200L);
            ForeignThread<Boolean> other = ForeignThread.of(() -> {
                start.await();
                return arrivesWithin(barrier, limit);
            });
            start.await();
            spin(round * 10);
            boolean went = arrivesWithin(barrier, limit);
            assertThat(other.value()).as("both or none, round %s", round).isEqualTo(went);
            assertThat(barrier.stats()).isEqualTo(new BarrierStats(2, 0, went ? 1 : 0, false));
        }
    }

    @Test
    @DisplayName("law 3: of a coroutine that is cancelled and a thread that waits for a short time, both go on or none")
    void meetsACancel() {
        for (int round = 0; round < ROUNDS; round++) {
            AsyncBarrier barrier = AsyncBarrier.of(2);
            Task<Boolean> waiter = loop.start(() -> arrives(barrier));
            Eventually.until(() -> barrier.stats().waiting() == 1);
            ForeignThread<Boolean> partner = ForeignThread.of(() -> arrivesWithin(barrier, Duration.ofMillis(1)));
            spin(round * 20);
            waiter.cancel();
            boolean went = partner.value();
            Eventually.until(waiter::isDone);
            assertThat(waiter.result()).as("both or none, round %s", round).isEqualTo(went);
            assertThat(barrier.stats()).isEqualTo(new BarrierStats(2, 0, went ? 1 : 0, false));
        }
    }

    @Test
    @DisplayName("A18: of a thread that is interrupted and one that waits for a short time, both go on or none")
    void meetsAnInterrupt() {
        for (int round = 0; round < ROUNDS; round++) {
            AsyncBarrier barrier = AsyncBarrier.of(2);
            ForeignThread<Boolean> waiter = ForeignThread.of(() -> arrives(barrier));
            Eventually.until(() -> barrier.stats().waiting() == 1);
            ForeignThread<Boolean> partner = ForeignThread.of(() -> arrivesWithin(barrier, Duration.ofMillis(1)));
            spin(round * 20);
            waiter.interrupt();
            boolean went = partner.value();
            assertThat(waiter.value()).as("both or none, round %s", round).isEqualTo(went);
            assertThat(went || waiter.wasInterrupted()).isTrue();
        }
    }

    @Test
    @DisplayName("an abort at the moment in which the last one arrives breaks the round for all or for none")
    void meetsAnAbort() {
        for (int round = 0; round < ROUNDS; round++) {
            AsyncBarrier barrier = AsyncBarrier.of(2);
            ForeignThread<Boolean> one = ForeignThread.of(() -> arrives(barrier));
            ForeignThread<Boolean> two = ForeignThread.of(() -> arrives(barrier));
            spin(round * 20);
            barrier.abort();
            assertThat(one.value()).as("both or none, round %s", round).isEqualTo(two.value());
            assertThat(barrier.stats().waiting()).isZero();
        }
    }
}
