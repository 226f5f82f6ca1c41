package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footbridge.Async;
import dev.footbridge.BlockingFunction;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.AppWideLoop;
import dev.footbridge.testing.AppWidePool;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Where a stream runs: its source, its functions, what follows; and how far ahead. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Isolated("replaces the app-wide loop and pool")
class StreamLevelsTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reported));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withFailureHandler(reported));
    private final ConcurrentSkipListSet<String> places = new ConcurrentSkipListSet<>();
    private AppWideLoop appLoop;
    private AppWidePool appPool;

    @BeforeEach
    void open() {
        appLoop = AppWideLoop.of(o -> o.withName("app"));
        appPool = AppWidePool.of(o -> o.withName("app-threads"));
    }

    @AfterEach
    void close() {
        appLoop.close();
        appPool.close();
        loop.abort();
        pool.abort();
    }

    /** Notes where it runs. */
    private <T> BlockingFunction<T, T> noted(String what) {
        return item -> {
            String here = Async.runningLoop().map(EventLoop::name).orElseGet(
                    () -> Async.currentTask().map(task -> task.name().replaceAll("/.*", "")).orElse("elsewhere"));
            places.add(what + " on " + here);
            Async.yieldNow();
            return item;
        };
    }

    private AsyncStream<Integer> source() {
        return AsyncStream.generate(out -> {
            for (int i = 0; i < 3; i++) {
                out.emit(this.<Integer>noted("source").apply(i));
            }
        });
    }

    @Test
    void runsOnTheAppWideLoopFromAThread() {
        source().map(noted("map")).map(2, noted("calls")).forEach(noted("end")::apply);
        assertThat(places).containsExactly("calls on app", "end on app", "map on app", "source on app");
    }

    @Test
    void runsOnTheRunningLoopFromACoroutine() {
        loop.call(() -> source().map(noted("map")).map(2, noted("calls")).flatMap(2, item -> source()).forEach(noted(
                "end")::apply));
        assertThat(places).containsExactly("calls on loop", "end on loop", "map on loop", "source on loop");
    }

    @Test
    void runsOnTheAppWideLoopFromAJobOfAPool() {
        pool.call(() -> source().forEach(noted("end")::apply));
        assertThat(places).containsExactly("end on app", "source on app");
    }

    @Test
    @DisplayName("what stands before on(level) runs there, what follows where the whole stream does")
    void runsWhatStandsBeforeOnTheLevelThatIsNamed() {
        loop.call(() -> source().map(noted("before")).on(pool).map(noted("between")).on(appLoop.loop()).map(noted(
                "after")).forEach(noted("end")::apply));
        assertThat(places).containsExactly("after on loop", "before on pool", "between on app", "end on loop",
                "source on pool");
    }

    @Test
    void countsTheLastWordAboutTheLevel() {
        source().on(loop).on(pool).prefetch(3).on(loop).on(pool).toList();
        assertThat(places).containsExactly("source on pool");
        places.clear();
        AsyncStream.fromIterable(List.of(1)).map(noted("map")).on(loop).toList();
        AsyncStream.fromIterable(List.of(1)).on(loop).map(noted("other map")).toList();
        assertThat(places).containsExactly("map on loop", "other map on app");
    }

    @Test
    void runsTheCallsOfMapOnThereAndTheRestWhereItIs() {
        loop.call(() -> source().mapOn(pool, 2, noted("calls")).map(noted("after")).toList());
        assertThat(places).containsExactly("after on loop", "calls on pool", "source on loop");
        places.clear();
        pool.call(() -> source().map(2, noted("calls")).on(pool).toList());
        assertThat(places).as("calls are coroutines, wherever they are made").contains("calls on app");
    }

    @Test
    void opensAGeneratorOnTheLoopOfWhoeverOpensIt() {
        AsyncGenerator<Integer> opened = loop.call(() -> source().openAsync());
        try (opened; AsyncGenerator<Integer> onPool = source().on(pool).openAsync()) {
            assertThat(opened.next()).hasValue(0);
            assertThat(places).containsExactly("source on loop");
            assertThat(onPool.next()).hasValue(0);
            assertThat(places).containsExactly("source on loop", "source on pool");
        }
    }

    @Test
    @DisplayName("law 1: functions of a stream run one at a time with everything else on their loop")
    void runsAsOneOfTheCoroutinesOfItsLoop() {
        AtomicInteger inside = new AtomicInteger();
        BlockingFunction<Integer, Integer> alone = item -> {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            Thread.onSpinWait();
            assertThat(inside.decrementAndGet()).isZero();
            return item;
        };
        AsyncStream<Integer> stream = Probe.plain().first(300).map(alone).prefetch(5).map(3, alone).mapUnordered(2,
                alone).filter(item -> alone.apply(item) >= 0);
        List<Task<List<Integer>>> runs = List.of(loop.start(() -> stream.toList()), loop.start(() -> stream
                .toList()), loop.start(() -> AsyncStream.merge(stream, stream).toList()));
        runs.forEach(run -> assertThat(run.result()).hasSizeGreaterThanOrEqualTo(300));
    }

    @Test
    @DisplayName("E1: without a prefetch source and what follows alternate strictly")
    void alternatesWithoutAPrefetch() {
        for (AsyncStream<Integer> stream : List.of(Probe.plain().first(4), Probe.plain().first(4).on(pool),
                Probe.plain()
                        .first(4).prefetch(0),
                Probe.plain().first(4).map(item -> item).on(loop))) {
            places.clear();
            AtomicInteger turns = new AtomicInteger();
            stream.map(item -> turns.getAndIncrement()).forEach(item -> turns.incrementAndGet());
            assertThat(turns).hasValue(8);
        }
        StringBuffer order = new StringBuffer();
        try (Generator<Integer> items = AsyncStream.<Integer>generate(out -> {
            for (int i = 0; i < 3; i++) {
                order.append('p').append(i);
                out.emit(i);
            }
            order.append('e');
        }).on(pool).open()) {
            for (int item : items) {
                order.append('c').append(item);
            }
        }
        assertThat(order).hasToString("p0c0p1c1p2c2e");
    }

    @Test
    @DisplayName("E1: with a prefetch the source is so many items ahead, and no more")
    void readsAheadAsFarAsThePrefetch() {
        for (int prefetch : new int[]{1, 2, 5, 64}) {
            Probe probe = Probe.plain();
            try (AsyncGenerator<Integer> items = probe.endless().on(pool).prefetch(prefetch).openAsync()) {
                assertThat(probe.begun()).isZero();
                assertThat(items.next()).hasValue(0);
                Eventually.until(() -> probe.emitted() >= prefetch);
                assertThat(items.next()).hasValue(1);
                Eventually.until(() -> probe.emitted() > prefetch / 2 + 1);
                assertThat(probe.emitted()).isLessThanOrEqualTo(prefetch + 3);
            }
            probe.assertClosed();
        }
    }

    @Test
    @DisplayName("E2: with a close limit an early end does not wait for the cleanup any longer, which is reported")
    void leavesTheCleanupToTheBackgroundAfterTheCloseLimit() {
        CompletableFuture<String> mayEnd = new CompletableFuture<>();
        AtomicInteger cleaned = new AtomicInteger();
        AsyncStream<Integer> stream = AsyncStream.<Integer>generate(out -> {
            try {
                out.emit(1);
            } finally {
                Async.await(mayEnd);
                cleaned.incrementAndGet();
            }
        }).on(loop).closeLimit(Duration.ofMillis(5));
        assertThat(stream.first()).hasValue(1);
        assertThat(cleaned).hasValue(0);
        assertThat(reported.failures()).singleElement().isInstanceOf(TimeoutException.class)
                .extracting(Throwable::getMessage).asString().contains("did not end within PT0.005S",
                        "goes on in the background");
        mayEnd.complete("now");
        Eventually.until(() -> cleaned.get() == 1);
    }

    @Test
    @DisplayName("law 4: a stream on a level that has closed fails, and says which")
    void failsOnALevelThatHasClosed() {
        loop.close();
        pool.close();
        for (AsyncStream<Integer> stream : List.of(source().on(loop), source().on(pool), source().prefetch(3).on(pool),
                source().on(loop).map(2, item -> item), AsyncStream.merge(source(), source().on(loop)))) {
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(stream::toList)
                    .withMessageContaining("is closed");
        }
        assertThat(source().on(loop).take(0).toList()).isEmpty();
    }

    @Test
    @DisplayName("law 3: when the level of a part of a stream closes in the middle, what follows is told")
    void isToldWhenTheLevelOfAPartCloses() {
        for (boolean onLoop : new boolean[]{true, false}) {
            Probe probe = Probe.shielded();
            Task<Long> run = appLoop.loop().start(() -> probe.waitingAfter(2).on(onLoop ? loop : pool).map(
                    item -> item + 1).count());
            probe.awaitAsleep(1);
            if (onLoop) {
                loop.abort();
            } else {
                pool.abort();
            }
            assertThatExceptionOfType(CancelledException.class).isThrownBy(run::result);
            probe.assertClosed();
        }
    }

    @Test
    @DisplayName("law 3: closing a loop waits for streams that its tasks run, and they end as they would")
    void letsStreamsOfTasksEndWhenTheirLoopCloses() {
        Task<List<Integer>> run = loop.start(() -> Probe.plain().first(50).map(3, item -> {
            Async.yieldNow();
            return item;
        }).prefetch(2).toList());
        loop.close();
        assertThat(run.result()).hasSize(50);
        assertThat(reported.all()).isEmpty();
    }
}
