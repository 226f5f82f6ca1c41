package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code merge}: the items of several streams as they come. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MergeTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        loop.abort();
    }

    @Test
    void bringsAllItemsOfAllStreamsOnceAndEachStreamInItsOrder() {
        List<Integer> merged = AsyncStream.merge(Probe.plain().first(50), Probe.plain().first(30).map(i -> i + 100),
                AsyncStream.empty(), Probe.plain().first(20).map(i -> i + 200).prefetch(7)).toList();
        assertThat(merged).hasSize(100).doesNotHaveDuplicates();
        for (int stream = 0; stream < 3; stream++) {
            int from = stream * 100;
            assertThat(merged.stream().filter(item -> item / 100 * 100 == from)).isSorted();
        }
    }

    @Test
    void mergesNoStreamsOneStreamAndTheSameOneTwice() {
        assertThat(AsyncStream.<Integer>merge().toList()).isEmpty();
        assertThat(AsyncStream.merge(AsyncStream.of(1, 2)).toList()).containsExactly(1, 2);
        AsyncStream<Integer> stream = AsyncStream.of(1, 2);
        assertThat(AsyncStream.merge(stream, stream).toList()).containsExactlyInAnyOrder(1, 1, 2, 2);
    }

    @Test
    void bringsAnItemAsSoonAsAnyStreamHasOne() {
        loop.call(() -> {
            AsyncQueue<String> one = AsyncQueue.unbounded();
            AsyncQueue<String> two = AsyncQueue.unbounded();
            AsyncStream<String> merged = AsyncStream.merge(AsyncStream.fromQueue(one), AsyncStream.fromQueue(two));
            try (AsyncGenerator<String> items = merged.openAsync()) {
                for (String item : List.of("a", "b", "c", "d")) {
                    Task<Optional<String>> next = loop.start(() -> items.next());
                    Async.yieldNow();
                    (item.equals("b") ? one : two).put(item);
                    assertThat(next.result()).hasValue(item);
                }
                one.close();
                two.put("last");
                two.close();
                assertThat(items.next()).hasValue("last");
                assertThat(items.next()).isEmpty();
            }
        });
    }

    @Test
    void takesTurnsWhereSeveralStreamsHaveItems() {
        List<Integer> merged = AsyncStream.merge(Probe.plain().endless(), Probe.plain().endless().map(i -> -1 - i))
                .take(200).toList();
        assertThat(merged.stream().filter(item -> item < 0).count()).isBetween(60L, 140L);
    }

    @Test
    @DisplayName("a stream that always has an item ready does not keep the others from their turn")
    void givesAStreamItsTurnBesideOneThatIsAlwaysReady() {
        Probe ready = Probe.plain();
        assertThat(AsyncStream.merge(ready.endless().on(Async.getThreadPool()).prefetch(64), AsyncStream.of(-1))
                .take(1_000).map(item -> {
                    Eventually.until(() -> ready.emitted() >= item + 2); // by then the next one is there
                    return item;
                }).filter(item -> item < 0).toList()).containsExactly(-1);
        ready.assertClosed();
    }

    @Test
    @DisplayName("E1: each stream is one item ahead at most")
    void runsEachStreamOneItemAheadAtMost() {
        Probe one = Probe.plain();
        Probe two = Probe.plain();
        loop.call(() -> {
            try (AsyncGenerator<Integer> items = AsyncStream.merge(one.endless(), two.endless()).openAsync()) {
                assertThat(one.begun() + two.begun()).isZero();
                for (int taken = 1; taken <= 20; taken++) {
                    assertThat(items.next()).isPresent();
                    for (int i = 0; i < 10; i++) {
                        Async.yieldNow();
                    }
                    assertThat(one.emitted() + two.emitted()).isBetween(taken, taken + 2);
                }
            }
        });
        one.assertClosed();
        two.assertClosed();
    }

    @Test
    @DisplayName("E4: when one stream fails the others are closed, with their cleanup, before its exception is thrown")
    void closesTheOthersWhenOneFails() {
        Probe endless = Probe.plain();
        Probe waiting = Probe.plain();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> AsyncStream.merge(endless.endless().map(i -> -1), waiting.waitingAfter(0), Probe
                .plain().failingAfter(3, failure)).forEach(seen::add)).isSameAs(failure);
        assertThat(seen).containsSubsequence(0, 1, 2);
        endless.assertClosed();
        waiting.assertClosed();
    }

    @Test
    @DisplayName("law 7: of several streams that fail, one failure is thrown with the others suppressed")
    void keepsTheFailuresOfSeveralStreams() {
        IllegalStateException other = new IllegalStateException("other");
        Throwable thrown = catchThrowable(() -> loop.call(() -> {
            CompletableFuture<String> go = new CompletableFuture<>();
            AsyncStream<Integer> one = Probe.shielded().then(1, () -> {
                Async.await(go);
                throw failure;
            });
            AsyncStream<Integer> two = Probe.shielded().then(1, () -> {
                Async.await(go);
                throw other;
            });
            Task<List<Integer>> all = loop.start(() -> AsyncStream.merge(one, two).toList());
            for (int i = 0; i < 20; i++) {
                Async.yieldNow();
            }
            go.complete("now");
            all.result();
        }));
        assertThat(thrown).isIn(failure, other);
        assertThat(StreamErrorTest.all(thrown)).contains(failure, other);
    }

    @Test
    @DisplayName("law 7: when one stream fails and then what follows, at an item of another, both are there to see")
    void keepsAFailureOfOneStreamAndOneOfWhatFollows() {
        IllegalStateException downstream = new IllegalStateException("downstream");
        List<Throwable> thrown = new ArrayList<>();
        loop.call(() -> {
            CompletableFuture<String> go = new CompletableFuture<>();
            AsyncStream<Integer> failing = Probe.shielded().then(0, () -> {
                Async.await(go);
                throw failure;
            });
            AsyncStream<Integer> bringing = AsyncStream.generate(out -> {
                Async.await(go);
                out.emit(1);
            });
            Task<Void> all = loop.start(() -> AsyncStream.merge(failing, bringing).forEach(item -> {
                throw downstream;
            }));
            for (int i = 0; i < 20; i++) {
                Async.yieldNow();
            }
            go.complete("now");
            thrown.add(catchThrowable(all::result));
        });
        if (StreamErrorTest.all(thrown.getFirst()).contains(downstream)) { // else the item of the other came too late
            assertThat(StreamErrorTest.all(thrown.getFirst())).contains(failure);
        } else {
            assertThat(thrown).containsExactly(failure);
        }
    }

    @Test
    @DisplayName("law 7: a failure of a stream whose item nobody asks for any more is not thrown, and is reported")
    void reportsAFailureThatNobodyAsksFor() {
        ReportedFailures reported = new ReportedFailures();
        try (EventLoop own = EventLoop.open(o -> o.withFailureHandler(reported))) {
            CompletableFuture<String> go = new CompletableFuture<>();
            CompletableFuture<String> hasFailed = new CompletableFuture<>();
            AsyncStream<Integer> failing = AsyncStream.generate(out -> {
                Async.await(go);
                hasFailed.complete("now");
                throw failure;
            });
            own.call(() -> AsyncStream.merge(failing, AsyncStream.of(1, 2)).take(1).forEach(item -> {
                go.complete("now");
                Async.await(hasFailed);
                Async.yieldNow(); // and it has ended
            }));
        }
        assertThat(reported.failures()).containsExactly(failure);
    }

    @Test
    void mergesStreamsOfSeveralLevels() {
        try (EventLoop other = EventLoop.open(o -> o.withName("other"))) {
            Probe probe = Probe.plain();
            assertThat(AsyncStream.merge(probe.first(20).on(other), probe.first(20).on(Async.getThreadPool()), probe
                    .first(20)).toList()).hasSize(60);
            probe.assertClosed();
        }
    }
}
