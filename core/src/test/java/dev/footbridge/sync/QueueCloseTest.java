package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a queue, gentle or at once, and what waits for it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueCloseTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int MANY = 20;

    private final Faces faces = new Faces();

    @AfterEach
    void close() {
        faces.close();
    }

    /** Many who wait, on every face, with and without a limit. */
    private List<CompletableFuture<Object>> many(Callable<Object> forever, Callable<Object> limited) {
        List<CompletableFuture<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            waiting.add(faces.start(Faces.turn(i), i % 2 == 0 ? forever : limited));
        }
        return waiting;
    }

    private List<CompletableFuture<Object>> manyPutters(AsyncQueue<String> queue) {
        List<CompletableFuture<Object>> putters = many(() -> {
            queue.put("refused");
            return "put";
        }, () -> queue.put("refused", LONG));
        Eventually.until(() -> queue.stats().waitingToPut() == MANY);
        return putters;
    }

    private List<CompletableFuture<Object>> manyTakers(AsyncQueue<String> queue) {
        List<CompletableFuture<Object>> takers = many(() -> queue.take(), () -> queue.take(LONG));
        Eventually.until(() -> queue.stats().waitingToTake() == MANY);
        return takers;
    }

    private static void assertRefused(ThrowingCallable use) {
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(use);
    }

    private static void assertTakesNothingMore(AsyncQueue<String> queue) {
        assertRefused(() -> queue.put("refused"));
        assertRefused(() -> queue.put("refused", LONG));
        assertRefused(() -> queue.put("refused", Duration.ZERO));
        assertRefused(() -> queue.tryPut("refused"));
    }

    private static void assertGivesNothingMore(AsyncQueue<String> queue) {
        assertRefused(queue::take);
        assertRefused(() -> queue.take(LONG));
        assertRefused(() -> queue.take(Duration.ZERO));
        assertRefused(queue::tryTake);
        assertThat(queue.iterator().hasNext()).isFalse();
    }

    @Test
    @DisplayName("F5: a closed queue refuses puts, gives out what is in it, then refuses takes")
    void closesGently() {
        AsyncQueue<String> queue = AsyncQueue.bounded(3);
        List.of("a", "b", "c").forEach(queue::put);
        queue.close();
        assertThat(queue.isClosed()).isTrue();
        assertTakesNothingMore(queue);
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.take(LONG)).contains("b");
        assertTakesNothingMore(queue);
        assertThat(queue.tryTake()).contains("c");
        assertGivesNothingMore(queue);
        assertThat(queue.stats()).isEqualTo(new QueueStats(0, 3, 0, 0, 3, 3, 3, 3, true));
    }

    @Test
    @DisplayName("F5, F6: many blocked putters fail, with and without a limit; what was in the queue stays")
    void failsBlockedPutters() {
        for (int capacity : new int[]{0, 2}) {
            AsyncQueue<String> queue = AsyncQueue.bounded(capacity);
            while (queue.size() < capacity) {
                queue.put("kept");
            }
            List<CompletableFuture<Object>> putters = manyPutters(queue);
            queue.close();
            assertThat(queue.stats().waitingToPut()).isZero();
            putters.forEach(Ends::assertClosed);
            assertThat(queue.size()).isEqualTo(capacity);
            assertThat(queue.stats().put()).isEqualTo(capacity);
            for (String item : queue) {
                assertThat(item).isEqualTo("kept");
            }
        }
    }

    @Test
    @DisplayName("F5, F6: many blocked takers fail, with and without a limit")
    void failsBlockedTakers() {
        for (int capacity : new int[]{0, 2}) {
            for (boolean gently : new boolean[]{true, false}) {
                AsyncQueue<String> queue = AsyncQueue.bounded(capacity);
                List<CompletableFuture<Object>> takers = manyTakers(queue);
                if (gently) {
                    queue.close();
                } else {
                    assertThat(queue.abort()).isEmpty();
                }
                assertThat(queue.stats().waitingToTake()).isZero();
                takers.forEach(Ends::assertClosed);
                assertGivesNothingMore(queue);
            }
        }
    }

    @Test
    @DisplayName("F5, F6: an abort fails many blocked putters and returns what was in the queue, but not theirs")
    void abortsAtOnce() {
        AsyncQueue<String> queue = AsyncQueue.bounded(2);
        queue.put("a");
        queue.put("b");
        List<CompletableFuture<Object>> putters = manyPutters(queue);
        assertThat(queue.abort()).containsExactly("a", "b");
        putters.forEach(Ends::assertClosed);
        assertTakesNothingMore(queue);
        assertGivesNothingMore(queue);
        queue.join();
        assertThat(queue.stats()).isEqualTo(new QueueStats(0, 2, 0, 0, 2, 2, 2, 0, true));
        assertThat(queue.abort()).isEmpty();
    }

    @Test
    @DisplayName("F5: an abort returns the items in the order in which they would have been taken")
    void returnsInOrder() {
        AsyncQueue<Integer> lifo = AsyncQueue.lifo(5);
        AsyncQueue<Integer> priority = AsyncQueue.priority(5, Comparator.reverseOrder());
        for (int item : new int[]{2, 5, 1, 4, 3}) {
            lifo.put(item);
            priority.put(item);
        }
        assertThat(lifo.abort()).containsExactly(3, 4, 1, 5, 2);
        assertThat(priority.abort()).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    @DisplayName("F5: an abort after a close returns what was left")
    void abortsAfterAClose() {
        AsyncQueue<String> queue = AsyncQueue.bounded(3);
        List.of("a", "b", "c").forEach(queue::put);
        queue.close();
        queue.take();
        assertThat(queue.abort()).containsExactly("b", "c");
        assertGivesNothingMore(queue);
        queue.close();
        assertThat(queue.abort()).isEmpty();
    }

    @Test
    void saysWhatToDoInstead() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        queue.close();
        queue.close();
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> queue.put("a"))
                .withMessage("the queue is closed and takes nothing more: put before it is closed");
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> queue.take())
                .withMessage("the queue is closed and empty: iterate over it to stop there");
        assertThat(new QueueClosedException("x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("F5, F6: closed while all faces put and take, everything accepted is taken and everybody ends")
    void closesWhileBusy() {
        for (int round = 0; round < 20; round++) {
            AsyncQueue<String> queue = AsyncQueue.bounded(round % 4);
            ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
            AtomicInteger busy = new AtomicInteger();
            List<CompletableFuture<Object>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int putter = i;
                all.add(faces.start(Faces.turn(i), () -> {
                    for (int n = 0;; n++) {
                        queue.put(putter + "-" + n);
                        accepted.add(putter + "-" + n);
                        busy.incrementAndGet();
                    }
                }));
                all.add(faces.start(Faces.turn(i + round), () -> {
                    for (;;) {
                        taken.add(queue.take());
                    }
                }));
            }
            Eventually.until(() -> busy.get() > 50);
            List<String> dropped = round % 2 == 0 ? List.of() : queue.abort();
            queue.close();
            all.forEach(Ends::assertClosed);
            List<String> gone = new ArrayList<>(taken);
            gone.addAll(dropped);
            assertThat(gone).containsExactlyInAnyOrderElementsOf(accepted).doesNotHaveDuplicates();
            assertThat(queue.stats()).returns(0, QueueStats::waitingToPut).returns(0, QueueStats::waitingToTake)
                    .returns(0, QueueStats::size).returns((long) accepted.size(), QueueStats::put);
        }
    }
}
