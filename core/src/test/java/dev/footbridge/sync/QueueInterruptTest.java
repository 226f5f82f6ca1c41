package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.CancelledException;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plain threads that are interrupted while they wait for a queue. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueInterruptTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final AsyncQueue<String> empty = AsyncQueue.bounded(1);
    private final AsyncQueue<String> full = AsyncQueue.bounded(1);

    QueueInterruptTest() {
        full.put("a");
    }

    private List<Callable<Object>> waits() {
        return List.of(() -> empty.take(), () -> empty.take(LONG), () -> empty.iterator().hasNext(), () -> {
            full.put("interrupted");
            return "put";
        }, () -> full.put("interrupted", LONG), () -> {
            full.join();
            return "joined";
        }, () -> full.join(LONG), () -> Select.of().take(empty, item -> item).put(full, "x", () -> "x").await(),
                () -> Select.of().take(empty, item -> item).await(LONG));
    }

    private void assertNoTrace() {
        assertThat(empty.stats()).isEqualTo(new QueueStats(0, 1, 0, 0, 0, 0, 0, 0, false));
        assertThat(full.stats()).isEqualTo(new QueueStats(1, 1, 0, 0, 1, 1, 0, 1, false));
    }

    @Test
    @DisplayName("F4: an interrupted thread is cancelled, keeps its flag and leaves no trace")
    void cancelsTheWaitAndKeepsTheFlag() {
        for (Callable<Object> wait : waits()) {
            ForeignThread<Object> thread = ForeignThread.of(wait);
            thread.awaitWaiting().interrupt();
            assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("was interrupted")
                    .hasMessageContaining("queue");
            assertThat(thread.wasInterrupted()).isTrue();
            assertNoTrace();
        }
    }

    @Test
    void doesNotBeginAWaitOnAnInterruptedThread() {
        for (Callable<Object> wait : waits()) {
            ForeignThread<Object> thread = ForeignThread.of(() -> {
                Thread.currentThread().interrupt();
                return wait.call();
            });
            assertThat(thread.failure()).isInstanceOf(CancelledException.class);
            assertThat(thread.wasInterrupted()).isTrue();
            assertNoTrace();
        }
    }

    @Test
    void doesAtOnceWhatItCanAlsoOnAnInterruptedThread() {
        ForeignThread<String> thread = ForeignThread.of(() -> {
            Thread.currentThread().interrupt();
            empty.put("b");
            return full.take() + Select.<String>of().take(empty, item -> item).await();
        });
        assertThat(thread.value()).isEqualTo("ab");
        assertThat(thread.wasInterrupted()).isTrue();
    }

    @Test
    @DisplayName("law 7: when an item and an interrupt meet, the thread has the item or the queue does")
    void losesNothingWhenItemAndInterruptMeet() {
        AtomicInteger next = new AtomicInteger();
        AsyncQueue<Integer> queue = AsyncQueue.bounded(1);
        for (int round = 0; round < 200; round++) {
            ForeignThread<Integer> thread = ForeignThread.of(() -> queue.take());
            Eventually.until(() -> queue.stats().waitingToTake() == 1);
            Thread putter = Thread.ofPlatform().daemon().start(() -> queue.put(next.incrementAndGet()));
            thread.interrupt();
            Eventually.until(() -> !putter.isAlive() && thread.hasEnded());
            assertThat(queue.tryTake().orElseGet(thread::value)).isEqualTo(next.get());
            assertThat(queue.stats().waitingToTake()).isZero();
        }
    }

    @Test
    void theViewThrowsTheInterruptAsTheJdkDoes() {
        List<Callable<Object>> waits = List.of(() -> empty.asBlockingQueue().take(),
                () -> empty.asBlockingQueue().poll(5, TimeUnit.MINUTES), () -> {
                    full.asBlockingQueue().put("interrupted");
                    return "put";
                }, () -> full.asBlockingQueue().offer("interrupted", 5, TimeUnit.MINUTES));
        for (Callable<Object> wait : waits) {
            ForeignThread<Object> thread = ForeignThread.of(wait);
            thread.awaitWaiting().interrupt();
            assertThat(thread.failure()).isInstanceOf(InterruptedException.class);
            assertThat(thread.wasInterrupted()).isFalse();
            ForeignThread<Object> interrupted = ForeignThread.of(() -> {
                Thread.currentThread().interrupt();
                return wait.call();
            });
            assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);
            assertThat(interrupted.wasInterrupted()).isFalse();
            assertNoTrace();
        }
    }

    @Test
    void theViewThrowsTheInterruptAlsoIfTheItemIsThere() {
        ForeignThread<String> thread = ForeignThread.of(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> full.asBlockingQueue().take()).isInstanceOf(InterruptedException.class);
            return full.asBlockingQueue().take();
        });
        assertThat(thread.value()).isEqualTo("a");
    }
}
