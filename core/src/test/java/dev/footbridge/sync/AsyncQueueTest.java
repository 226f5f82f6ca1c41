package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.ManualClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a queue does without waiting, how long it waits, and what it refuses. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncQueueTest {

    private static final Duration SHORT = Duration.ofMillis(2);
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);

    @SuppressWarnings("NullAway") // what is forbidden is tried
    private static <T> T nothing() {
        return null;
    }

    @Test
    void givesOutFirstWhatCameFirst() {
        AsyncQueue<Integer> queue = AsyncQueue.bounded(3);
        List.of(1, 2, 3).forEach(queue::put);
        assertThat(List.of(queue.take(), queue.take(), queue.take())).containsExactly(1, 2, 3);
    }

    @Test
    void givesOutFirstWhatCameLastIfAskedTo() {
        AsyncQueue<Integer> queue = AsyncQueue.lifo(3);
        List.of(1, 2).forEach(queue::put);
        assertThat(queue.take()).isEqualTo(2);
        queue.put(3);
        assertThat(List.of(queue.take(), queue.take())).containsExactly(3, 1);
    }

    @Test
    void hasNoLimitIfAskedTo() {
        AsyncQueue<Integer> queue = AsyncQueue.unbounded();
        for (int i = 0; i < 10_000; i++) {
            queue.put(i);
        }
        assertThat(queue.size()).isEqualTo(10_000);
        assertThat(queue.capacity()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void triesWithoutAWait() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        assertThat(queue.tryTake()).isEmpty();
        assertThat(queue.tryPut("a")).isTrue();
        assertThat(queue.tryPut("b")).isFalse();
        assertThat(queue.tryTake()).contains("a");
        assertThat(queue.tryTake()).isEmpty();
    }

    @Test
    void doesNotWaitWithALimitOfZeroOrLess() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        for (Duration none : List.of(Duration.ZERO, NEGATIVE, Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThat(queue.take(none)).isEmpty();
            assertThat(queue.put("a", none)).isTrue();
            assertThat(queue.put("b", none)).isFalse();
            assertThat(queue.join(none)).isFalse();
            assertThat(queue.take(none)).contains("a");
            queue.taskDone();
        }
    }

    @Test
    void waitsForeverWithALimitBeyondCounting() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        try (EventLoop loop = EventLoop.open()) {
            String taken = loop.call(() -> {
                Task<Optional<String>> taker = loop.start(() -> queue.take(Duration.ofSeconds(Long.MAX_VALUE)));
                loop.start(() -> queue.put("late")).result();
                return taker.result().orElseThrow();
            });
            assertThat(taken).isEqualTo("late");
        }
    }

    @Test
    @DisplayName("F4: a put or take of a thread that runs out of time leaves no trace")
    void forgetsAThreadThatRunsOutOfTime() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        assertThat(queue.take(SHORT)).isEmpty();
        assertThat(queue.stats().waitingToTake()).isZero();
        queue.put("a");
        assertThat(queue.put("late", SHORT)).isFalse();
        assertThat(queue.join(SHORT)).isFalse();
        assertThat(queue.stats()).isEqualTo(new QueueStats(1, 1, 0, 0, 1, 1, 0, 1, false));
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.tryTake()).isEmpty();
    }

    @Test
    @DisplayName("F4: limits of coroutines go by the clock of their loop; out of time they leave no trace")
    void goesByTheClockOfTheLoop() {
        ManualClock clock = new ManualClock();
        AsyncQueue<String> empty = AsyncQueue.bounded(1);
        AsyncQueue<String> full = AsyncQueue.bounded(1);
        full.put("a");
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            Task<Optional<String>> taker = loop.start(() -> empty.take(Duration.ofHours(1)));
            Task<Boolean> putter = loop.start(() -> full.put("late", Duration.ofHours(2)));
            Task<Boolean> joiner = loop.start(() -> full.join(Duration.ofHours(3)));
            loop.call(() -> {});
            clock.advance(Duration.ofHours(1));
            assertThat(taker.result()).isEmpty();
            assertThat(putter.isDone()).isFalse();
            clock.advance(Duration.ofHours(1));
            assertThat(putter.result()).isFalse();
            clock.advance(Duration.ofHours(1));
            assertThat(joiner.result()).isFalse();
        }
        assertThat(empty.stats().waitingToTake() + full.stats().waitingToPut()).isZero();
        assertThat(full.abort()).containsExactly("a");
    }

    @Test
    void doesAtOnceWhatItCanAlsoForCancelledCode() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        try (EventLoop loop = EventLoop.open()) {
            Task<String> task = loop.start(() -> {
                Async.currentTask().orElseThrow().cancel("stop");
                queue.put("a");
                String taken = queue.take();
                queue.taskDone();
                queue.join();
                assertThatThrownBy(queue::take).isInstanceOf(CancelledException.class).hasMessage("stop");
                return taken;
            });
            assertThat(task.result()).isEqualTo("a");
        }
        assertThat(queue.stats().waitingToTake()).isZero();
    }

    @Test
    @DisplayName("law 1: an atomic section may do what needs no wait; a wait is refused and leaves no trace")
    void doesNotWaitInAnAtomicSection() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        try (EventLoop loop = EventLoop.open()) {
            assertThat(loop.atomically(() -> {
                queue.put("a");
                return queue.take();
            })).isEqualTo("a");
            assertThatIllegalStateException().isThrownBy(() -> loop.atomically(() -> queue.take()))
                    .withMessageContaining("atomic section must not wait");
        }
        assertThat(queue.stats().waitingToTake()).isZero();
        queue.put("b");
        assertThat(queue.take()).isEqualTo("b");
    }

    @Test
    void saysHowItStands() {
        AsyncQueue<String> queue = AsyncQueue.bounded(3);
        assertThat(queue.stats()).isEqualTo(new QueueStats(0, 3, 0, 0, 0, 0, 0, 0, false));
        queue.put("a");
        queue.put("b");
        queue.take();
        assertThat(queue.stats()).isEqualTo(new QueueStats(1, 3, 0, 0, 2, 2, 1, 2, false));
        queue.taskDone();
        queue.close();
        assertThat(queue.stats()).isEqualTo(new QueueStats(1, 3, 0, 0, 2, 2, 1, 1, true));
        assertThat(queue.isClosed()).isTrue();
    }

    @Test
    void refusesANegativeCapacity() {
        for (int capacity : new int[]{-1, Integer.MIN_VALUE}) {
            String value = "(capacity is " + capacity + ")";
            assertThatIllegalArgumentException().isThrownBy(() -> AsyncQueue.bounded(capacity))
                    .withMessageContaining(value);
            assertThatIllegalArgumentException().isThrownBy(() -> AsyncQueue.lifo(capacity))
                    .withMessageContaining(value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AsyncQueue.priority(capacity, Comparator.<String>naturalOrder()))
                    .withMessageContaining(value);
        }
    }

    @Test
    void refusesNullWhereItWouldBeMetTooLate() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        String noItem = nothing();
        assertThatNullPointerException().isThrownBy(() -> queue.put(noItem)).withMessageContaining("no null items");
        assertThatNullPointerException().isThrownBy(() -> queue.put(noItem, SHORT))
                .withMessageContaining("no null items");
        assertThatNullPointerException().isThrownBy(() -> queue.tryPut(noItem)).withMessageContaining("no null items");
        assertThatNullPointerException().isThrownBy(() -> queue.put("a", AsyncQueueTest.<Duration>nothing()));
        assertThatNullPointerException().isThrownBy(() -> queue.take(AsyncQueueTest.<Duration>nothing()));
        assertThatNullPointerException()
                .isThrownBy(() -> AsyncQueue.priority(1, AsyncQueueTest.<Comparator<String>>nothing()))
                .withMessageContaining("the order is null");
        assertThat(queue.stats()).isEqualTo(new QueueStats(0, 1, 0, 0, 0, 0, 0, 0, false));
    }
}
