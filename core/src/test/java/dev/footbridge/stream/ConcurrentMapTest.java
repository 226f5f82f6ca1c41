package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.BlockingFunction;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code map} with a limit, {@code mapUnordered}, {@code mapAsync}, {@code mapOn}: several calls at a time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentMapTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final List<CompletableFuture<String>> answers = IntStream.range(0, 10)
            .mapToObj(_ -> new CompletableFuture<String>()).toList();

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    /** A call that lasts until so many have run at the same time, and a little longer. */
    private BlockingFunction<Integer, Integer> counted(int awaited) {
        return item -> {
            peak.accumulateAndGet(running.incrementAndGet(), Math::max);
            for (int i = 0; i < item % 4 || peak.get() < awaited; i++) {
                Async.sleep(Duration.ofNanos(10_000));
            }
            running.decrementAndGet();
            return item;
        };
    }

    private String answer(int item) {
        return Async.await(answers.get(item));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    @DisplayName("law 9: so many calls run at the same time, and no more")
    void keepsToTheLimit(int limit) {
        AsyncStream<Integer> items = Probe.plain().first(60);
        for (AsyncStream<Integer> stream : List.of(items.map(limit, counted(limit)), items.mapUnordered(limit, counted(
                limit)), items.mapOn(loop, limit, counted(limit)), items.mapOn(pool, limit, counted(limit)))) {
            peak.set(0);
            assertThat(loop.<List<Integer>>call(() -> stream.toList())).hasSize(60);
            assertThat(peak).hasValue(limit);
        }
    }

    @Test
    @DisplayName("law 8: results come in the order of the items, whichever is ready first")
    void keepsTheOrder() {
        loop.call(() -> {
            Task<List<String>> all = loop.start(() -> Probe.plain().first(5).map(5, this::answer).toList());
            for (int i = 4; i >= 0; i--) {
                Async.yieldNow();
                answers.get(i).complete("answer " + i);
            }
            assertThat(all.result()).containsExactly("answer 0", "answer 1", "answer 2", "answer 3", "answer 4");
        });
    }

    @Test
    void bringsEachResultAsSoonAsItIsItsTurn() {
        loop.call(() -> {
            try (AsyncGenerator<String> results = Probe.plain().first(4).map(4, this::answer).openAsync()) {
                answers.get(0).complete("a");
                answers.get(2).complete("c");
                assertThat(results.next()).hasValue("a");
                Task<Optional<String>> second = loop.start(() -> results.next());
                for (int i = 0; i < 20; i++) {
                    Async.yieldNow();
                }
                assertThat(second.isDone()).isFalse();
                answers.get(1).complete("b");
                assertThat(second.result()).hasValue("b");
                assertThat(results.next()).hasValue("c");
            }
        });
        assertThat(answers.get(3)).as("the stage that a call in flight waited for").isCancelled();
    }

    @Test
    void bringsResultsAsTheyAreReadyWhereOrderIsNotWanted() {
        loop.call(() -> {
            try (AsyncGenerator<String> results = Probe.plain().first(4).mapUnordered(3, this::answer).openAsync()) {
                for (int i : new int[]{2, 0, 3, 1}) {
                    Task<Optional<String>> next = loop.start(() -> results.next());
                    answers.get(i).complete("answer " + i);
                    assertThat(next.result()).hasValue("answer " + i);
                }
                assertThat(results.next()).isEmpty();
            }
        });
    }

    @Test
    void runsItsCallsOnTheLevelThatIsNamed() {
        try (Gate gate = new Gate()) {
            Task<List<String>> names = loop.start(() -> Probe.plain().first(6).mapOn(pool, 3, item -> {
                gate.pass();
                assertThat(Async.runningLoop()).isEmpty();
                return item + " " + Async.currentTask().orElseThrow().name().replaceAll("/.*", "");
            }).toList());
            gate.awaitArrivals(3);
            for (int i = 0; i < 20; i++) {
                loop.call(() -> Async.yieldNow()); // the loop is free
            }
            assertThat(gate.arrivals()).isEqualTo(3);
            gate.open();
            assertThat(names.result()).hasSize(6).startsWith("0 pool", "1 pool", "2 pool");
        }
        assertThat(pool.stats().peak()).isEqualTo(3);
    }

    @Test
    void runsItsCallsOnAnyLevel() {
        BlockingFunction<Integer, String> where = item -> Thread.currentThread().getName() + item;
        try (ThreadPool small = ThreadPool.open(o -> o.withLimit(1)); EventLoop other = EventLoop.open()) {
            for (Level level : List.of(small, other, Level.caller(), loop)) {
                assertThat(Probe.plain().first(20).mapOn(level, 4, counted(1)).toList()).hasSize(20).isSorted();
            }
        }
        assertThat(loop.<List<String>>call(() -> AsyncStream.of(1, 2).mapOn(Level.caller(), 2, where).toList()))
                .hasSize(2);
    }

    @Test
    void runsNothingBeforeAnItemIsAskedFor() {
        Probe probe = Probe.plain();
        try (AsyncGenerator<Integer> results = probe.endless().map(3, counted(1)).openAsync()) {
            assertThat(probe.begun()).isZero();
            assertThat(results.next()).hasValue(0);
        }
        probe.assertClosed();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    @DisplayName("E1: no more items than the limit are taken ahead of demand")
    void takesNoMoreAheadThanTheLimit(int limit) {
        for (boolean ordered : new boolean[]{true, false}) {
            Probe probe = Probe.plain();
            loop.call(() -> {
                AsyncStream<Integer> stream = ordered
                        ? probe.endless().map(limit, item -> item)
                        : probe.endless().mapUnordered(limit, item -> item);
                try (AsyncGenerator<Integer> results = stream.openAsync()) {
                    for (int taken = 1; taken <= 10; taken++) {
                        assertThat(results.next()).isPresent();
                        for (int i = 0; i < 10; i++) {
                            Async.yieldNow();
                        }
                        assertThat(probe.emitted()).isBetween(taken, taken + limit);
                    }
                }
            });
            probe.assertClosed();
        }
    }

    @Test
    void cancelsTheStagesOfCallsInFlightWhenEnoughIsTaken() {
        assertThat(Probe.plain().endless().mapAsync(4, item -> {
            if (item == 3) {
                answers.get(0).complete("a");
            }
            return answers.get(item);
        }).first()).hasValue("a");
        assertThat(answers.subList(1, 4)).allMatch(CompletableFuture::isCancelled);
        assertThat(answers.subList(4, 10)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void cancelsCallsInFlightAndWaitsForTheirCleanupWhenEnoughIsTaken() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger cleaned = new AtomicInteger();
        BlockingFunction<Integer, Integer> call = item -> {
            if (item == 0) {
                Eventually.until(() -> begun.get() == 2);
                return item;
            }
            try {
                begun.incrementAndGet();
                Async.sleep(Duration.ofMinutes(1));
                return item;
            } finally {
                Async.shielded(() -> Async.yieldNow());
                cleaned.incrementAndGet();
            }
        };
        assertThat(Probe.plain().endless().mapOn(pool, 3, call).first()).hasValue(0);
        assertThat(cleaned).hasValue(begun.get());
        assertThat(begun.get()).isPositive();
        Eventually.until(() -> pool.stats().ended() == pool.stats().started());
    }

    @Test
    void mayRunStreamsInItsCalls() {
        List<Integer> sums = Probe.plain().first(5)
                .map(3, item -> Probe.plain().first(item).map(2, counted(1)).toList().size()).toList();
        assertThat(sums).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void lendsItsLoopToOthersWhileItsCallsWait() {
        List<String> order = new ArrayList<>();
        loop.call(() -> {
            Task<List<String>> all = loop.start(() -> Probe.plain().first(2).map(2, this::answer).toList());
            Async.yieldNow();
            order.add("other");
            answers.get(0).complete("a");
            answers.get(1).complete("b");
            order.addAll(all.result());
        });
        assertThat(order).containsExactly("other", "a", "b");
        assertThatThrownBy(() -> AsyncStream.of(1).mapAsync(2, item -> null).toList())
                .isInstanceOf(NullPointerException.class);
    }
}
