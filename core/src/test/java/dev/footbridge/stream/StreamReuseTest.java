package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 8: streams are values, which run again, at the same time, and on any level; and those that cannot say so. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamReuseTest {

    private static final String ONCE = "a stream over an iterator, a stream or a generator can be run once, and it has"
            + " been: make it over something that can begin anew";

    private final OpenLevels levels = new OpenLevels();

    @AfterEach
    void close() {
        levels.close();
    }

    static Stream<Operator> reusable() {
        return Stream.of(Operator.values()).filter(operator -> operator != Operator.FROM_GENERATOR);
    }

    @ParameterizedTest
    @MethodSource("reusable")
    @DisplayName("law 8: a stream runs again from its beginning, however the run before ended")
    void runsAgain(Operator operator) {
        Probe probe = Probe.plain();
        AsyncStream<Integer> stream = operator.over(probe.first(6));
        List<Integer> items = stream.toList();

        assertThat(stream.toList()).hasSameSizeAs(items).containsExactlyInAnyOrderElementsOf(items);
        assertThat(stream.take(1).toList()).hasSize(1);
        assertThatThrownBy(() -> stream.forEach(item -> {
            throw new IllegalStateException("no more");
        })).hasMessage("no more");
        try (Generator<Integer> some = stream.open()) {
            assertThat(some.next()).isNotNull();
        }
        assertThat(stream.toList()).containsExactlyInAnyOrderElementsOf(items);
    }

    @ParameterizedTest
    @MethodSource("reusable")
    @DisplayName("law 8: a stream runs several times at the same time, each run for itself")
    void runsAtTheSameTime(Operator operator) throws Exception {
        AsyncStream<Integer> stream = operator.over(Probe.plain().first(40));
        List<Integer> items = stream.toList().stream().sorted().toList();
        CyclicBarrier barrier = new CyclicBarrier(4);
        List<Task<List<Integer>>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            runs.add(levels.loop().start(() -> stream.toList()));
            runs.add(levels.pool().start(() -> {
                barrier.await();
                return stream.toList();
            }));
            runs.add(stream.startToList());
            runs.add(levels.pool().start(() -> {
                barrier.await();
                try (Generator<Integer> generator = stream.open()) {
                    return generator.stream().toList();
                }
            }));
        }
        for (Task<List<Integer>> run : runs) {
            assertThat(run.result().stream().sorted()).isEqualTo(items);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 8: a stream gives the same items whoever runs it")
    void runsFromEverywhere(From caller) throws Exception {
        AsyncStream<Integer> stream = Probe.plain().first(20).map(3, item -> item * 2).prefetch(4).filter(
                item -> item % 3 == 0);
        List<Integer> items = IntStream.range(0, 20).map(item -> item * 2).filter(item -> item % 3 == 0).boxed()
                .toList();
        for (int i = 0; i < 3; i++) {
            assertThat(caller.call(levels, () -> stream.toList())).isEqualTo(items);
            assertThat(caller.call(levels, () -> {
                try (Generator<Integer> generator = stream.open()) {
                    List<Integer> pulled = new ArrayList<>();
                    generator.forEach(pulled::add);
                    return pulled;
                }
            })).isEqualTo(items);
            assertThat(caller.call(levels, () -> stream.startToList().result())).isEqualTo(items);
            assertThat(caller.call(levels, () -> stream.first())).hasValue(0);
        }
    }

    @Test
    @DisplayName("law 8: a stream runs on any level, and each of two that it is bound to gives the same items")
    void runsOnAnyLevel() {
        AsyncStream<Integer> stream = Probe.plain().first(20).map(item -> item + 1);
        List<Integer> items = stream.toList();
        for (Level level : List.of(levels.loop(), levels.pool(), levels.small())) {
            AsyncStream<Integer> bound = stream.on(level);
            assertThat(bound.toList()).isEqualTo(items);
            assertThat(bound.prefetch(7).map(2, item -> item).toList()).isEqualTo(items);
            assertThat(AsyncStream.zip(bound, stream, (one, other) -> one.equals(other)).toList())
                    .hasSize(20).containsOnly(true);
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> stream.on(Level.caller()))
                .withMessageContaining("cannot run on the caller level");
    }

    @Test
    @DisplayName("law 8: an operator makes another stream and leaves the one before as it is")
    void isAValue() {
        AsyncStream<Integer> stream = AsyncStream.of(1, 2, 3);
        assertThat(stream.map(item -> -item).toList()).containsExactly(-1, -2, -3);
        assertThat(stream.skip(1).toList()).containsExactly(2, 3);
        assertThat(stream.prefetch(2).on(levels.pool()).toList()).containsExactly(1, 2, 3);
        assertThat(stream.toList()).containsExactly(1, 2, 3);
        Integer[] given = {1, 2};
        AsyncStream<Integer> copied = AsyncStream.of(given);
        given[0] = 7;
        assertThat(copied.toList()).containsExactly(1, 2);
        assertThat(stream.toString()).startsWith("stream of ");
    }

    @Test
    @DisplayName("law 8: what can begin anew does")
    void runsSourcesAgainThatCanBeginAnew() {
        CompletableFuture<List<Integer>> stage = CompletableFuture.completedFuture(List.of(1, 2));
        for (AsyncStream<Integer> stream : List.of(AsyncStream.of(1, 2), AsyncStream.fromIterable(List.of(1,
                2)), AsyncStream.fromStage(stage), AsyncStream.fromPublisher(AsyncStream.of(1, 2).toPublisher()),
                AsyncStream.<Integer>generate(out -> {
                    out.emit(1);
                    out.emit(2);
                }))) {
            assertThat(stream.toList()).isEqualTo(stream.toList()).containsExactly(1, 2);
        }
    }

    @Test
    @DisplayName("law 8: what can be run once says so the second time")
    void saysSoWhereItCanRunOnce() {
        AsyncGenerator<Integer> generator = AsyncStream.of(1, 2).openAsync();
        for (AsyncStream<Integer> stream : List.of(AsyncStream.fromIterator(List.of(1, 2).iterator()), AsyncStream
                .fromStream(Stream.of(1, 2)), AsyncStream.fromGenerator(generator))) {
            AsyncStream<Integer> derived = stream.map(item -> item);
            assertThat(derived.toList()).containsExactly(1, 2);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(derived::toList).withMessage(ONCE);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(stream::first).withMessage(ONCE);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> derived.startToList().result()).withMessage(ONCE);
        }
        assertThat(generator.isClosed()).isTrue();
    }

    @Test
    void letsOneOfTwoRunsHaveASourceThatRunsOnce() {
        AsyncStream<Integer> stream = AsyncStream.fromIterator(List.of(1, 2).iterator());
        assertThatThrownBy(() -> AsyncStream.zip(stream, stream, Integer::sum).toList())
                .isInstanceOf(IllegalStateException.class).hasMessage(ONCE);
        assertThat(AsyncStream.fromIterator(List.of(1).iterator()).take(0).toList()).isEmpty();
    }

    @Test
    @DisplayName("law 8: runs over a queue or a text share its items, each of which comes once")
    void sharesItemsOfASourceThatIsConsumed() {
        AsyncQueue<Integer> queue = AsyncQueue.unbounded();
        AsyncStream<Integer> stream = AsyncStream.fromQueue(queue);
        for (int i = 0; i < 200; i++) {
            queue.put(i);
        }
        assertThat(stream.take(2).toList()).containsExactly(0, 1);
        assertThat(stream.first()).hasValue(2);
        queue.close();
        Task<List<Integer>> one = levels.loop().start(() -> stream.toList());
        Task<List<Integer>> two = levels.pool().start(() -> stream.toList());
        List<Integer> rest = new ArrayList<>(one.result());
        rest.addAll(two.result());
        assertThat(new HashSet<>(rest)).hasSize(197).hasSameSizeAs(rest);
        assertThat(stream.toList()).isEmpty();

        AsyncStream<String> lines = AsyncStream.lines(new StringReader("a\nb\nc"));
        assertThat(lines.take(1).toList()).containsExactly("a");
        assertThat(lines.toList()).containsExactly("b", "c");
        assertThat(lines.toList()).isEmpty();
    }

    @Test
    void mayRunInsideItsOwnFunctions() {
        AsyncStream<Integer> stream = AsyncStream.of(1, 2, 3);
        assertThat(stream.map(item -> stream.map(other -> item * other).toList()).toList())
                .containsExactly(List.of(1, 2, 3), List.of(2, 4, 6), List.of(3, 6, 9));
        assertThat(stream.flatMap(item -> stream).count()).isEqualTo(9);
        assertThat(Async.getEventLoop().<Long>call(() -> stream.flatMap(2, item -> stream).count())).isEqualTo(9);
    }
}
