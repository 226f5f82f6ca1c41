package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parties that go on together, round after round; and rounds that are broken. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncBarrierTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
        pool.abort();
    }

    private static void awaitWaiting(AsyncBarrier barrier, int many) {
        Eventually.until(() -> barrier.stats().waiting() == many);
    }

    @Test
    @DisplayName("gives coroutines, threads and jobs their places in the order in which they arrived")
    void givesPlacesInOrder() throws TimeoutException {
        AsyncBarrier barrier = AsyncBarrier.of(5);
        Task<Integer> first = loop.start(() -> barrier.await());
        awaitWaiting(barrier, 1);
        ForeignThread<Integer> second = ForeignThread.of(() -> barrier.await());
        awaitWaiting(barrier, 2);
        Task<Integer> third = other.start(() -> barrier.await(LONG));
        awaitWaiting(barrier, 3);
        Task<Integer> fourth = pool.start(() -> barrier.await());
        awaitWaiting(barrier, 4);
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(5, 4, 0, false));
        assertThat(barrier.await(Duration.ZERO)).as("the last does not wait").isEqualTo(4);
        assertThat(List.of(first.result(), second.value(), third.result(), fourth.result()))
                .containsExactly(0, 1, 2, 3);
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(5, 0, 1, false));
    }

    @Test
    void isNoObstacleForOne() throws TimeoutException {
        AsyncBarrier barrier = AsyncBarrier.of(1);
        assertThat(barrier.await()).isZero();
        assertThat(barrier.await(Duration.ZERO)).isZero();
        assertThat(barrier.await(Duration.ofNanos(-1))).isZero();
        assertThat(loop.call(() -> barrier.await())).isZero();
        assertThat(loop.atomically(() -> barrier.await())).isZero();
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(1, 0, 5, false));
    }

    @Test
    void refusesToBeForNobody() {
        for (int wrong : new int[]{0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> AsyncBarrier.of(wrong))
                    .withMessage("a barrier is for 1 party or more (parties is %d): say how many have to arrive",
                            wrong);
        }
    }

    @Test
    @DisplayName("serves for many rounds: in each one every place once, and nobody is a round ahead")
    void servesForManyRounds() {
        int rounds = 300;
        int parties = 5;
        AsyncBarrier barrier = AsyncBarrier.of(parties);
        AtomicIntegerArray arrived = new AtomicIntegerArray(rounds);
        AtomicIntegerArray places = new AtomicIntegerArray(rounds);
        Callable<Integer> party = () -> {
            for (int round = 0; round < rounds; round++) {
                arrived.incrementAndGet(round);
                int place = barrier.await();
                places.addAndGet(round, 1 << place);
                assertThat(arrived.get(round)).as("arrived in round %s", round).isEqualTo(parties);
                assertThat(round + 2 < rounds ? arrived.get(round + 2) : 0).as("two rounds ahead").isZero();
            }
            return rounds;
        };
        List<Task<Integer>> tasks = List.of(loop.start(party), loop.start(party), other.start(party),
                pool.start(party));
        ForeignThread<Integer> thread = ForeignThread.of(party);
        assertThat(thread.value()).isEqualTo(rounds);
        assertThat(tasks).allMatch(task -> task.result() == rounds);
        for (int round = 0; round < rounds; round++) {
            assertThat(places.get(round)).as("places of round %s", round).isEqualTo((1 << parties) - 1);
        }
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(parties, 0, rounds, false));
    }

    @Test
    @DisplayName("law 3: one that leaves is not counted, and those that came after it move up")
    void movesThoseUpThatCameAfterOneThatLeft() {
        AsyncBarrier barrier = AsyncBarrier.of(3);
        Task<Integer> leaver = loop.start(() -> barrier.await());
        awaitWaiting(barrier, 1);
        Task<Integer> first = loop.start(() -> barrier.await());
        awaitWaiting(barrier, 2);
        leaver.cancel();
        leaver.outcome();
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(3, 1, 0, false));
        ForeignThread<Integer> interrupted = ForeignThread.of(() -> barrier.await());
        awaitWaiting(barrier, 2);
        interrupted.interrupt();
        interrupted.failure();
        Task<Integer> second = other.start(() -> barrier.await());
        awaitWaiting(barrier, 2);
        assertThat(barrier.await()).isEqualTo(2);
        assertThat(List.of(first.result(), second.result())).containsExactly(0, 1);
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(3, 0, 1, false));
    }

    @Test
    @DisplayName("time limits: says who did not come, and the others wait on")
    void leavesWhenTheTimeIsOver() {
        String message = "fewer than the barrier's 3 parties arrived within %s: wait longer, or have the others come";
        AsyncBarrier barrier = AsyncBarrier.of(3);
        Task<Integer> patient = loop.start(() -> barrier.await());
        awaitWaiting(barrier, 1);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> barrier.await(Duration.ofMillis(2)))
                .withMessage(message, "PT0.002S");
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> barrier.await(Duration.ofSeconds(-1)))
                .withMessage(message, "PT-1S");
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(3, 1, 0, false));
        assertThat(barrier.isBroken()).isFalse();
        Task<Integer> second = loop.start(() -> barrier.await());
        awaitWaiting(barrier, 2);
        assertThat(barrier.await()).isEqualTo(2);
        assertThat(patient.result() + second.result()).isOne();
    }

    @Test
    void isBrokenByAnAbortUntilItIsReset() {
        AsyncBarrier barrier = AsyncBarrier.of(3);
        Task<Integer> coroutine = loop.start(() -> barrier.await());
        ForeignThread<Integer> thread = ForeignThread.of(() -> barrier.await(LONG));
        awaitWaiting(barrier, 2);
        barrier.abort();
        assertThatThrownBy(coroutine::result).isInstanceOf(BarrierBrokenException.class)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the barrier was aborted or reset while this waited: begin the round again");
        assertThat(thread.failure()).isInstanceOf(BarrierBrokenException.class);
        assertThat(barrier.isBroken()).isTrue();
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(3, 0, 0, true));
        String message = "the barrier was aborted: reset it before it is used again";
        assertThatExceptionOfType(BarrierBrokenException.class).isThrownBy(() -> barrier.await()).withMessage(message);
        assertThatExceptionOfType(BarrierBrokenException.class).isThrownBy(() -> barrier.await(Duration.ZERO))
                .withMessage(message);
        barrier.abort();
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(3, 0, 0, true));
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        Task<Integer> first = loop.start(() -> barrier.await());
        Task<Integer> second = other.start(() -> barrier.await());
        awaitWaiting(barrier, 2);
        assertThat(barrier.await()).isEqualTo(2);
        assertThat(first.result() + second.result()).isOne();
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(3, 0, 1, false));
    }

    @Test
    void beginsARoundAnewWhenReset() {
        AsyncBarrier barrier = AsyncBarrier.of(2);
        barrier.reset();
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(2, 0, 0, false));
        Task<Integer> old = loop.start(() -> barrier.await());
        awaitWaiting(barrier, 1);
        barrier.reset();
        assertThatThrownBy(old::result).isInstanceOf(BarrierBrokenException.class)
                .hasMessageContaining("begin the round again");
        assertThat(barrier.stats()).isEqualTo(new BarrierStats(2, 0, 0, false));
        Task<Integer> fresh = loop.start(() -> barrier.await());
        awaitWaiting(barrier, 1);
        assertThat(barrier.await()).isOne();
        assertThat(fresh.result()).isZero();
    }

    @Test
    @DisplayName("many more than the parties at once: as many rounds as are full, and the rest waits on")
    void letsFullRoundsGo() {
        AsyncBarrier barrier = AsyncBarrier.of(4);
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            tasks.add((i % 2 == 0 ? loop : other).start(() -> {
                Async.yieldNow();
                return barrier.await();
            }));
        }
        Eventually.until(() -> barrier.stats().equals(new BarrierStats(4, 2, 5, false)));
        Eventually.until(() -> tasks.stream().filter(Task::isDone).count() == 20);
        barrier.reset();
        Eventually.until(() -> tasks.stream().allMatch(Task::isDone));
        int[] places = new int[4];
        tasks.stream().filter(task -> task.outcome().isSuccess()).forEach(task -> places[task.result()]++);
        assertThat(places).containsExactly(5, 5, 5, 5);
    }
}
