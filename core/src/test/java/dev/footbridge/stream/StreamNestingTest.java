package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 2: streams in streams, in coroutines, in threads, of any depth, complete; also on a pool of one thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamNestingTest {

    private static final int DEEP = 2_000;

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final ThreadPool small = ThreadPool.open(o -> o.withName("small").withLimit(1));

    @AfterEach
    void close() {
        loop.abort();
        small.abort();
    }

    private static AsyncStream<Integer> nested(int depth, UnaryOperator<AsyncStream<Integer>> layer) {
        AsyncStream<Integer> stream = Probe.plain().first(3);
        for (int i = 0; i < depth; i++) {
            stream = layer.apply(stream);
        }
        return stream;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200, DEEP})
    @DisplayName("law 2: operators upon operators, each a job on the same pool of one thread, complete")
    void completesLayersOfJobsOnOneThread(int depth) {
        assertThat(nested(depth, stream -> stream.map(item -> item + 1).on(small)).toList())
                .containsExactly(depth, depth + 1, depth + 2);
        assertThat(small.stats().peak()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200, DEEP})
    @DisplayName("law 2: operators upon operators, each a coroutine of the same loop, complete")
    void completesLayersOfCoroutines(int depth) {
        assertThat(loop.<List<Integer>>call(() -> nested(depth, stream -> stream.map(item -> item + 1).prefetch(2))
                .toList())).containsExactly(depth, depth + 1, depth + 2);
        assertThat(loop.<List<Integer>>call(() -> nested(depth, stream -> stream.map(2, item -> item + 1)).toList()))
                .containsExactly(depth, depth + 1, depth + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200, 500}) // each takes some of the one stack they share
    @DisplayName("law 2: operators upon operators, in place, complete")
    void completesLayersInPlace(int depth) {
        assertThat(nested(depth, stream -> stream.map(item -> item + 1)).toList())
                .containsExactly(depth, depth + 1, depth + 2);
        assertThat(nested(depth, stream -> AsyncStream.concat(stream, AsyncStream.empty())).toList())
                .containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 2: each operator nests in itself, on a loop and over a pool of one thread")
    void nestsEachOperator(Operator operator) {
        AsyncStream<Integer> threeDeep = operator.over(operator.over(operator.over(Probe.plain().first(40).on(small)))
                .on(small).on(loop));
        assertThat(loop.<List<Integer>>call(() -> threeDeep.on(small).toList())).contains(39);
    }

    private int pulledFromThreads(int depth) {
        if (depth == 0) {
            return 0;
        }
        try (Generator<Integer> inner = AsyncStream.<Integer>generate(out -> out.emit(depth % 2 == 0
                ? loop.call(() -> pulledFromThreads(depth - 1))
                : small.call(() -> pulledFromThreads(depth - 1)))).on(depth % 3 == 0 ? loop : small).open()) {
            int sum = 1;
            for (int item : inner) {
                sum += item;
            }
            return sum;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200, DEEP})
    @DisplayName("law 2: blocking loops over streams in streams, on a loop and a pool of one thread in turns, complete")
    void completesBlockingLoopsInStreams(int depth) {
        assertThat(pulledFromThreads(depth)).isEqualTo(depth);
        assertThat(loop.<Integer>call(() -> pulledFromThreads(depth))).isEqualTo(depth);
        assertThat(small.<Integer>call(() -> pulledFromThreads(depth))).isEqualTo(depth);
    }

    private List<Integer> collectedIn(int depth) {
        if (depth == 0) {
            return List.of(0);
        }
        return AsyncStream.of(depth).map(2, _ -> collectedIn(depth - 1)).mapOn(small, 2, all -> all.size() + all
                .getFirst()).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200})
    @DisplayName("law 2: streams that are collected in the functions of streams, on a pool of one thread, complete")
    void completesStreamsInFunctions(int depth) {
        assertThat(collectedIn(depth)).containsExactly(depth);
        assertThat(small.<List<Integer>>call(() -> collectedIn(depth))).containsExactly(depth);
        assertThat(loop.<List<Integer>>call(() -> collectedIn(depth))).containsExactly(depth);
    }

    @Test
    @DisplayName("law 2: streams pulled by jobs of a pool of one thread, whose sources run there, too, complete")
    void completesManyAtTheSameTimeOnOneThread() {
        List<Integer> sums = AsyncStream.fromIterable(IntStream.range(0, 50).boxed().toList()).on(small)
                .mapOn(small, 10, item -> AsyncStream.fromIterable(List.of(item, item)).on(small).prefetch(1).toList()
                        .size())
                .toList();
        assertThat(sums).hasSize(50).containsOnly(2);
    }

    @Test
    @DisplayName("law 5: the very same exception comes through all layers")
    void passesAnExceptionThroughAllLayers() {
        IOException failure = new IOException("original");
        assertThatThrownBy(() -> loop.call(() -> {
            AsyncStream<Integer> stream = Probe.plain().failingAfter(1, failure);
            for (int i = 0; i < 50; i++) {
                stream = stream.map(2, item -> item).on(small).prefetch(1).chunks(2).flatMap(
                        chunk -> AsyncStream.of(chunk.toArray(Integer[]::new)));
            }
            return stream.toList();
        })).isSameAs(failure);
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    @DisplayName("E2: an early end reaches the source through all layers, and waits for its cleanup")
    void closesThroughAllLayers() {
        Probe probe = Probe.plain();
        AsyncStream<Integer> stream = probe.endless();
        for (int i = 0; i < 50; i++) {
            stream = AsyncStream.merge(stream.map(2, item -> item).on(small).prefetch(1)).take(1_000);
        }
        AsyncStream<Integer> deep = stream;
        assertThat(loop.<List<Integer>>call(() -> deep.take(3).toList())).hasSize(3);
        probe.assertClosed();
    }

    @Test
    void runsInACoroutineThatHoldsOthersUpForNoLongerThanItsWaits() {
        assertThat(loop.<List<Integer>>call(() -> AsyncStream.of(1, 2).map(item -> loop.call(() -> {
            Async.yieldNow();
            return item;
        })).toList())).containsExactly(1, 2);
    }
}
