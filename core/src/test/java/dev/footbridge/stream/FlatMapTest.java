package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.testing.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flatMap}, in order and of several streams at the same time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlatMapTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        loop.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    @DisplayName("law 9: so many streams run at the same time, and no more")
    void keepsToTheLimit(int limit) {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        List<Integer> all = loop.call(() -> Probe.plain().first(100)
                .flatMap(limit, item -> AsyncStream.<Integer>generate(out -> {
                    peak.accumulateAndGet(running.incrementAndGet(), Math::max);
                    while (peak.get() < limit) {
                        Async.yieldNow();
                    }
                    out.emit(item);
                    out.emit(item + 1_000);
                    running.decrementAndGet();
                })).toList());
        assertThat(all).hasSize(200).containsAll(IntStream.range(0, 100).boxed().toList());
        assertThat(peak).hasValue(limit);
    }

    @Test
    void bringsItemsAsTheyComeAndEachStreamInItsOrder() {
        AsyncQueue<String> one = AsyncQueue.unbounded();
        AsyncQueue<String> two = AsyncQueue.unbounded();
        List<String> seen = new CopyOnWriteArrayList<>();
        Task<Void> all = loop.start(() -> AsyncStream.of(one, two).flatMap(2, AsyncStream::fromQueue).forEach(
                seen::add));
        for (String item : List.of("a1", "b1", "b2", "a2", "a3")) {
            (item.startsWith("a") ? one : two).put(item);
            Eventually.until(() -> seen.contains(item));
        }
        one.close();
        two.close();
        all.result();
        assertThat(seen).containsExactly("a1", "b1", "b2", "a2", "a3");
    }

    @Test
    void beginsTheNextStreamWhenOneOfThoseRunningHasEnded() {
        List<AsyncQueue<String>> queues = List.of(AsyncQueue.unbounded(), AsyncQueue.unbounded(), AsyncQueue
                .unbounded());
        List<String> seen = new CopyOnWriteArrayList<>();
        List<Integer> begun = new CopyOnWriteArrayList<>();
        Task<Void> all = loop.start(() -> AsyncStream.of(0, 1, 2).flatMap(2, item -> {
            begun.add(item);
            return AsyncStream.fromQueue(queues.get(item));
        }).forEach(seen::add));
        queues.get(1).put("b");
        Eventually.until(() -> seen.contains("b"));
        assertThat(begun).containsExactly(0, 1);
        queues.get(1).close();
        queues.get(2).put("c");
        Eventually.until(() -> seen.contains("c"));
        queues.get(2).close();
        queues.get(0).close();
        all.result();
        assertThat(begun).containsExactly(0, 1, 2);
    }

    @Test
    void isOneAfterAnotherWithALimitOfOne() {
        assertThat(Probe.plain().first(4).flatMap(1, item -> AsyncStream.of(item, -item)).toList())
                .containsExactly(0, 0, 1, -1, 2, -2, 3, -3);
    }

    @Test
    @DisplayName("E4: when one of the streams fails, the others and the source are closed with their cleanup")
    void closesAllWhenOneFails() {
        Probe outer = Probe.plain();
        Probe inner = Probe.plain();
        for (int limit : new int[]{2, 3, 10}) {
            List<Integer> seen = new ArrayList<>();
            assertThatThrownBy(() -> outer.endless().flatMap(limit, item -> item == 1
                    ? inner.failingAfter(2, failure)
                    : inner.endless().map(i -> -1)).forEach(seen::add)).isSameAs(failure);
            assertThat(seen).containsSubsequence(0, 1);
            outer.assertClosed();
            inner.assertClosed();
        }
    }

    @Test
    @DisplayName("E4: when the source fails, the streams that run are closed with their cleanup")
    void closesTheStreamsWhenTheSourceFails() {
        Probe outer = Probe.plain();
        Probe inner = Probe.plain();
        assertThatThrownBy(() -> outer.failingAfter(2, failure).flatMap(5, item -> inner.endless()).toList())
                .isSameAs(failure);
        outer.assertClosed();
        inner.assertClosed();
    }

    @Test
    void closesTheInnerStreamBeforeTheOuterGoesOn() {
        List<String> log = new ArrayList<>();
        AsyncStream<String> outer = AsyncStream.generate(out -> {
            for (String name : List.of("a", "b")) {
                log.add("emit " + name);
                out.emit(name);
            }
        });
        loop.call(() -> outer.flatMap(name -> AsyncStream.<String>generate(out -> {
            try {
                out.emit(name + 1);
                out.emit(name + 2);
            } finally {
                Async.yieldNow();
                log.add("close " + name);
            }
        }).take(1)).forEach(log::add));
        assertThat(log).containsExactly("emit a", "a1", "close a", "emit b", "b1", "close b");
    }

    @Test
    void closesInnerAndOuterWhenEnoughIsTaken() {
        Probe outer = Probe.plain();
        Probe inner = Probe.plain();
        assertThat(outer.endless().flatMap(item -> inner.first(3)).take(5).toList()).containsExactly(0, 1, 2, 0, 1);
        outer.assertClosed();
        inner.assertClosed();
        assertThat(inner.begun()).isEqualTo(2);
        assertThat(outer.endless().flatMap(4, item -> inner.endless()).take(50).toList()).hasSize(50);
        outer.assertClosed();
        inner.assertClosed();
    }

    @Test
    void mapsToStreamsOfAnotherLevel() {
        assertThat(AsyncStream.of(1, 2, 3).flatMap(item -> AsyncStream.fromIterable(List.of(item, item))).toList())
                .containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(AsyncStream.of(1, 2, 3).flatMap(2, item -> AsyncStream.fromIterable(List.of(item, item))).toList())
                .containsExactlyInAnyOrder(1, 1, 2, 2, 3, 3);
    }
}
