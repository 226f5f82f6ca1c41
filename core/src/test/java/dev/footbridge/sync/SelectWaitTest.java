package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.Faces.Face;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A select that waits: it waits everywhere, happens once, and then is nowhere. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SelectWaitTest {

    private static final Duration SHORT = Duration.ofMillis(2);

    private final Faces faces = new Faces();
    private final AsyncQueue<String> empty = AsyncQueue.bounded(1);
    private final AsyncQueue<String> full = AsyncQueue.bounded(1);
    private final AsyncQueue<String> third = AsyncQueue.rendezvous();
    private final Select<String> any = Select.<String>of().take(empty, item -> "took " + item)
            .put(full, "x", () -> "put x").take(third, item -> "met " + item).put(third, "y", () -> "met them");

    SelectWaitTest() {
        full.put("a");
    }

    @AfterEach
    void close() {
        faces.close();
    }

    private void awaitWaiting() {
        Eventually.until(() -> empty.stats().waitingToTake() == 1 && full.stats().waitingToPut() == 1
                && third.stats().waitingToTake() == 1 && third.stats().waitingToPut() == 1);
    }

    private void assertNobodyWaits() {
        for (AsyncQueue<String> queue : List.of(empty, full, third)) {
            assertThat(queue.stats()).returns(0, QueueStats::waitingToPut).returns(0, QueueStats::waitingToTake);
        }
    }

    private void assertNothingHappened() {
        assertNobodyWaits();
        assertThat(empty.stats().put() + third.stats().put()).isZero();
        assertThat(full.abort()).containsExactly("a");
    }

    @ParameterizedTest(name = "F2: whichever clause happens first, it happens once: {0}")
    @EnumSource
    void happensOnce(Face face) {
        CompletableFuture<String> taking = faces.start(face, any::await);
        awaitWaiting();
        empty.put("b");
        assertThat(Ends.value(taking)).isEqualTo("took b");
        assertNobodyWaits();
        CompletableFuture<String> putting = faces.start(face, any::await);
        awaitWaiting();
        assertThat(full.take()).isEqualTo("a");
        assertThat(Ends.value(putting)).isEqualTo("put x");
        CompletableFuture<String> meeting = faces.start(face, any::await);
        awaitWaiting();
        assertThat(third.tryPut("c")).isTrue();
        assertThat(Ends.value(meeting)).isEqualTo("met c");
        CompletableFuture<String> met = faces.start(face, any::await);
        awaitWaiting();
        assertThat(third.tryTake()).contains("y");
        assertThat(Ends.value(met)).isEqualTo("met them");
        assertNobodyWaits();
        assertThat(full.abort()).containsExactly("x");
        assertThat(empty.abort()).isEmpty();
    }

    @Test
    @DisplayName("F4: a cancelled select leaves no trace and loses no item")
    void leavesNoTraceWhenCancelled() {
        for (Level level : List.of(faces.loop(), faces.other(), faces.pool())) {
            Task<String> waiting = level.start(() -> any.await());
            awaitWaiting();
            waiting.cancel("stop");
            assertThat(waiting.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
            assertNobodyWaits();
            assertThatThrownBy(() -> level.call(() -> Async.withTimeout(SHORT, () -> any.await())))
                    .isInstanceOf(TimeoutException.class);
            assertNobodyWaits();
        }
        assertNothingHappened();
    }

    @Test
    @DisplayName("F4: a select that runs out of time leaves no trace and loses no item")
    void leavesNoTraceWhenOutOfTime() {
        assertThat(any.await(SHORT)).isEmpty();
        ManualClock clock = new ManualClock();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            Task<Optional<String>> waiting = loop.start(() -> any.await(Duration.ofHours(1)));
            awaitWaiting();
            clock.advance(Duration.ofHours(1));
            assertThat(waiting.result()).isEmpty();
        }
        assertNothingHappened();
    }

    @Test
    @DisplayName("law 3: a select owns what it was given, also if it is cancelled before it goes on")
    void ownsWhatItWasGiven() {
        String given = faces.loop().call(() -> {
            Task<String> waiting = faces.loop().start(() -> any.await());
            Async.yieldNow();
            empty.put("b");
            waiting.cancel();
            assertThat(third.tryPut("c")).as("it waits nowhere else any more").isFalse();
            assertThat(full.take()).isEqualTo("a");
            assertThat(full.size()).as("it has put nothing").isZero();
            return waiting.result();
        });
        assertThat(given).isEqualTo("took b");
        assertNobodyWaits();
    }

    @Test
    @DisplayName("law 7: of two clauses that could happen in one step only one does, and the other's item stays")
    void leavesTheOthersItemWhereItIs() {
        AsyncQueue<String> more = AsyncQueue.bounded(1);
        Select<String> both = Select.<String>of().take(empty, item -> item).take(more, item -> item);
        String first = faces.loop().call(() -> {
            Task<String> waiting = faces.loop().start(() -> both.await());
            Async.yieldNow();
            more.put("first");
            empty.put("second");
            return waiting.result();
        });
        assertThat(first).isEqualTo("first");
        assertThat(empty.take()).isEqualTo("second");
        assertThat(more.tryTake()).isEmpty();
    }

    @Test
    @DisplayName("law 7: one put serves one of several clauses on a queue; the next one stays for others")
    void happensOnceOnOneQueue() {
        Select<String> same = Select.<String>of().take(empty, item -> "1 " + item).take(empty, item -> "2 " + item);
        List<String> got = faces.loop().call(() -> {
            Task<String> waiting = faces.loop().start(() -> same.await());
            Task<String> next = faces.loop().start(() -> empty.take());
            Async.yieldNow();
            assertThat(empty.stats().waitingToTake()).isEqualTo(3);
            empty.put("a");
            empty.put("b");
            empty.put("c");
            return List.of(waiting.result(), next.result(), empty.take());
        });
        assertThat(got).containsExactly("1 a", "b", "c");
    }

    @Test
    @DisplayName("F2: a select waits in the same line as others do")
    void waitsInLine() {
        List<String> got = faces.loop().call(() -> {
            Task<String> first = faces.loop().start(() -> empty.take());
            Async.yieldNow();
            Task<String> second = faces.loop().start(() -> any.await());
            Async.yieldNow();
            Task<String> last = faces.loop().start(() -> empty.take());
            Async.yieldNow();
            List.of("1", "2", "3").forEach(empty::put);
            return List.of(first.result(), second.result(), last.result());
        });
        assertThat(got).containsExactly("1", "took 2", "3");
    }

    @Test
    @DisplayName("F1: passing over a select that happened elsewhere leaves the order of the queue as it was")
    void keepsTheOrderOfEqualItems() {
        AsyncQueue<String> queue = AsyncQueue.bounded(3);
        List.of("w", "x", "z").forEach(queue::put);
        Select<String> elsewhere = Select.<String>of().take(empty, item -> item).put(queue, "x", () -> "put");
        faces.loop().call(() -> {
            Task<String> waiting = faces.loop().start(() -> elsewhere.await());
            Task<Void> next = faces.loop().start(() -> queue.put("y"));
            Async.yieldNow();
            empty.put("elsewhere");
            assertThat(queue.take()).isEqualTo("w");
            assertThat(waiting.result()).isEqualTo("elsewhere");
            next.result();
        });
        assertThat(queue.abort()).containsExactly("x", "z", "y");
        assertThat(queue.stats().put()).isEqualTo(4);
    }

    @Test
    @DisplayName("F5: a queue that is closed ends a select that waits there, and nothing has happened elsewhere")
    void endsWithAClose() {
        for (Face face : Face.values()) {
            AsyncQueue<String> closed = AsyncQueue.rendezvous();
            Select<String> more = any.take(closed, item -> item);
            CompletableFuture<String> waiting = faces.start(face, more::await);
            awaitWaiting();
            closed.close();
            Ends.assertClosed(waiting);
            assertNobodyWaits();
        }
        Select<String> putting = Select.<String>of().put(full, "x", () -> "put");
        CompletableFuture<String> waiting = faces.start(Face.COROUTINE, putting::await);
        Eventually.until(() -> full.stats().waitingToPut() == 1);
        full.close();
        Ends.assertClosed(waiting);
        assertThat(full.abort()).containsExactly("a");
    }

    @Test
    @DisplayName("law 1: an atomic section may select what needs no wait; a wait is refused and leaves no trace")
    void doesNotWaitInAnAtomicSection() {
        assertThatThrownBy(() -> faces.loop().atomically(() -> any.await())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("atomic section must not wait");
        assertNobodyWaits();
        empty.put("b");
        assertThat(faces.loop().atomically(() -> any.await())).isEqualTo("took b");
    }
}
