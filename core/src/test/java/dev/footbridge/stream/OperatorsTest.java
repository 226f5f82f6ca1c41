package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.BlockingFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operators make of no items, of one and of many; and of functions and numbers that they cannot use. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperatorsTest {

    private static AsyncStream<Integer> numbers(int count) {
        return AsyncStream.of(IntStream.range(0, count).boxed().toArray(Integer[]::new));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    // ---- each one by itself

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_000})
    void mapsEachItem(int count) {
        List<Integer> doubled = range(0, count).stream().map(item -> item * 2).toList();
        BlockingFunction<Integer, Integer> waiting = item -> {
            Async.yieldNow();
            return item * 2;
        };
        assertThat(numbers(count).map(waiting).toList()).isEqualTo(doubled);
        assertThat(numbers(count).map(7, waiting).toList()).isEqualTo(doubled);
        assertThat(numbers(count).mapOn(Async.getThreadPool(), 7, waiting).toList()).isEqualTo(doubled);
        assertThat(numbers(count).mapUnordered(7, waiting).toList()).containsExactlyInAnyOrderElementsOf(doubled);
        assertThat(numbers(count).mapAsync(item -> CompletableFuture.completedFuture(item * 2)).toList())
                .isEqualTo(doubled);
        assertThat(numbers(count).mapAsync(7, item -> CompletableFuture.supplyAsync(() -> item * 2)).toList())
                .isEqualTo(doubled);
    }

    @Test
    void keepsTheItemsThatPassATest() {
        assertThat(numbers(10).filter(item -> item % 3 == 0).toList()).containsExactly(0, 3, 6, 9);
        assertThat(numbers(10).filter(item -> false).toList()).isEmpty();
        assertThat(numbers(0).filter(item -> true).toList()).isEmpty();
        assertThat(numbers(4).filter(item -> {
            Async.yieldNow();
            return true;
        }).toList()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void takesTheFirstItems() {
        assertThat(numbers(5).take(3).toList()).containsExactly(0, 1, 2);
        assertThat(numbers(3).take(3).toList()).containsExactly(0, 1, 2);
        assertThat(numbers(2).take(3).toList()).containsExactly(0, 1);
        assertThat(numbers(0).take(3).toList()).isEmpty();
        assertThat(numbers(2).take(Long.MAX_VALUE).toList()).containsExactly(0, 1);
        assertThat(numbers(9).take(5).take(2).take(7).toList()).containsExactly(0, 1);
        assertThat(numbers(9).take(2).take(2).toList()).containsExactly(0, 1);
    }

    @Test
    void doesNotRunASourceOfWhichNothingIsTaken() {
        Probe probe = Probe.plain();
        assertThat(probe.endless().take(0).toList()).isEmpty();
        assertThat(probe.begun()).isZero();
    }

    @Test
    void asksForNoItemBeyondThoseItTakes() {
        Probe probe = Probe.plain();
        assertThat(probe.endless().take(4).toList()).hasSize(4);
        assertThat(probe.emitted()).isEqualTo(4);
        assertThat(probe.endless().first()).hasValue(0);
        assertThat(probe.emitted()).isEqualTo(5);
    }

    @Test
    void takesUpToTheFirstItemThatFailsATest() {
        assertThat(numbers(9).takeWhile(item -> item < 4).toList()).containsExactly(0, 1, 2, 3);
        assertThat(numbers(9).takeWhile(item -> item != 4).toList()).containsExactly(0, 1, 2, 3);
        assertThat(numbers(3).takeWhile(item -> true).toList()).containsExactly(0, 1, 2);
        assertThat(numbers(3).takeWhile(item -> false).toList()).isEmpty();
        assertThat(numbers(0).takeWhile(item -> true).toList()).isEmpty();
    }

    @Test
    void skipsTheFirstItems() {
        assertThat(numbers(5).skip(3).toList()).containsExactly(3, 4);
        assertThat(numbers(5).skip(0).toList()).isEqualTo(range(0, 5));
        assertThat(numbers(2).skip(3).toList()).isEmpty();
        assertThat(numbers(2).skip(Long.MAX_VALUE).toList()).isEmpty();
        assertThat(numbers(9).skip(2).skip(3).take(2).toList()).containsExactly(5, 6);
    }

    @Test
    void numbersTheItems() {
        assertThat(AsyncStream.of("a", "b").enumerate().toList())
                .containsExactly(new Indexed<>(0, "a"), new Indexed<>(1, "b"));
        assertThat(numbers(5).skip(3).enumerate().map(Indexed::index).toList()).containsExactly(0L, 1L);
        assertThat(numbers(0).enumerate().toList()).isEmpty();
    }

    @Test
    void runsOneStreamAfterAnother() {
        List<Integer> running = new ArrayList<>();
        AsyncStream<Integer> flat = numbers(4).flatMap(count -> AsyncStream.<Integer>generate(out -> {
            running.add(count);
            for (int i = 0; i < count; i++) {
                out.emit(count);
                assertThat(running).last().isEqualTo(count);
            }
        }));
        assertThat(flat.toList()).containsExactly(1, 2, 2, 3, 3, 3);
        assertThat(AsyncStream.concat(numbers(2), numbers(0), numbers(1)).toList()).containsExactly(0, 1, 0);
        assertThat(AsyncStream.<Integer>concat().toList()).isEmpty();
        assertThat(numbers(0).flatMap(count -> numbers(3)).toList()).isEmpty();
    }

    @Test
    void beginsNoStreamBeforeItsTurn() {
        Probe second = Probe.plain();
        assertThat(AsyncStream.concat(numbers(3), second.endless()).take(3).toList()).containsExactly(0, 1, 2);
        assertThat(second.begun()).isZero();
    }

    // ---- all of them

    @ParameterizedTest
    @EnumSource
    void makesNothingOfNothing(Operator operator) {
        assertThat(operator.over(AsyncStream.empty()).toList()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"SKIP", "MERGE", "CONCAT", "FLAT_MAP_LIMIT_OF_INNER",
            "MAP_UNORDERED", "FLAT_MAP_LIMIT", "SEVERAL"})
    void keepsTheOrder(Operator operator) {
        for (int count : new int[]{1, 2, 3, 100}) {
            assertThat(operator.over(numbers(count)).toList()).isEqualTo(range(0, count));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAP_UNORDERED", "FLAT_MAP_LIMIT", "SEVERAL"})
    void keepsAllItemsOnceWhereOrderIsNotKept(Operator operator) {
        for (int count : new int[]{1, 2, 3, 100}) {
            assertThat(operator.over(numbers(count)).toList())
                    .containsExactlyInAnyOrderElementsOf(range(0, count));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.footbridge.stream.Operator#withFunction")
    void refusesAFunctionThatReturnsNull(Operator operator) {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> operator.over(numbers(3), item -> null).toList());
    }

    @Test
    void saysWhichFunctionReturnedNull() {
        assertThatThrownBy(() -> numbers(1).map(item -> null).toList()).isInstanceOf(NullPointerException.class)
                .hasMessage("the function given to map returned null, and a stream has no null items: wrap it, or"
                        + " filter first");
        assertThatThrownBy(() -> numbers(1).map(2, item -> null).toList()).hasMessageContaining("given to map");
        assertThatThrownBy(() -> numbers(1).mapAsync(item -> CompletableFuture.completedFuture(null)).toList())
                .hasMessageContaining("given to map");
        assertThatThrownBy(() -> numbers(1).filter(item -> null).toList()).hasMessageContaining("given to filter");
        assertThatThrownBy(() -> numbers(1).takeWhile(item -> null).toList())
                .hasMessageContaining("given to takeWhile");
        assertThatThrownBy(() -> numbers(1).flatMap(item -> null).toList()).hasMessageContaining("given to flatMap");
        assertThatThrownBy(() -> numbers(1).flatMap(2, item -> null).toList())
                .isInstanceOf(NullPointerException.class).hasMessageContaining("given to flatMap");
        assertThatThrownBy(() -> AsyncStream.zip(numbers(1), numbers(1), (a, b) -> null).toList())
                .hasMessageContaining("given to zip");
    }

    // ---- arguments

    @Test
    void refusesNegativeCounts() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> numbers(1).take(-1))
                .withMessage("a stream cannot take fewer than 0 items (count is -1): give 0 or more");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> numbers(1).skip(-2))
                .withMessage("a stream cannot skip fewer than 0 items (count is -2): give 0 or more");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> numbers(1).prefetch(-1))
                .withMessageContaining("must be 0 to").withMessageContaining("(it is -1)");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> numbers(1).closeLimit(Duration.ofNanos(-1)))
                .withMessageContaining("must not be negative");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesLimitsBelowOne(int limit) {
        String message = "the limit of a stream must be at least 1 (it is " + limit + "): give 1 or more";
        assertThatThrownBy(() -> numbers(1).map(limit, item -> item)).hasMessage(message);
        assertThatThrownBy(() -> numbers(1).mapUnordered(limit, item -> item)).hasMessage(message);
        assertThatThrownBy(() -> numbers(1).mapAsync(limit, item -> CompletableFuture.completedFuture(item)))
                .hasMessage(message);
        assertThatThrownBy(() -> numbers(1).mapOn(Async.getThreadPool(), limit, item -> item)).hasMessage(message);
        assertThatThrownBy(() -> numbers(1).flatMap(limit, item -> numbers(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
        assertThatThrownBy(() -> numbers(1).chunks(limit)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the chunk size of a stream must be at least 1 (it is " + limit + "): give 1 or more");
        assertThatThrownBy(() -> numbers(1).chunks(limit, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbers(1).rateLimit(limit, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the rate limit of a stream must be at least 1 (it is " + limit + "): give 1 or more");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesTimesThatAreNotPositive(long nanos) {
        Duration time = Duration.ofNanos(nanos);
        assertThatThrownBy(() -> numbers(1).timeout(time)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the time limit of a stream must be positive (it is " + time + "): give a longer time");
        assertThatThrownBy(() -> numbers(1).chunks(time)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the chunk time of a stream must be positive (it is " + time + "): give a longer time");
        assertThatThrownBy(() -> numbers(1).chunks(1, time)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbers(1).rateLimit(1, time)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the rate's time of a stream must be positive (it is " + time + "): give a longer time");
    }

    @Test
    void refusesNegativeRetries() {
        assertThatThrownBy(() -> numbers(1).retry(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(times is -1)").hasMessageContaining("give 0")
                .hasMessageNotContaining("items");
    }

    @Test
    void acceptsTheLongestTimes() {
        Duration ever = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        assertThat(numbers(3).timeout(ever).chunks(2, ever).toList()).containsExactly(List.of(0, 1), List.of(2));
        assertThat(numbers(3).rateLimit(3, ever).closeLimit(ever).retry(1, ever).toList()).containsExactly(0, 1, 2);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what must not be given
    void refusesNullAtOnce() {
        AsyncStream<Integer> stream = numbers(1);
        assertThatThrownBy(() -> stream.map((BlockingFunction<Integer, Integer>) null))
                .hasMessage("the function is null: give one to apply to the items");
        assertThatThrownBy(() -> stream.map(2, (BlockingFunction<Integer, Integer>) null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stream.filter(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stream.takeWhile(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stream.mapAsync(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stream.mapOn(null, 1, item -> item))
                .hasMessage("the level is null: say where the function runs");
        assertThatThrownBy(() -> stream.on(null)).hasMessageContaining("the level is null");
        assertThatThrownBy(() -> stream.timeout(null)).hasMessage("the time is null: give a duration");
        assertThatThrownBy(() -> stream.forEach(null))
                .hasMessage("the action is null: give a function for the items");
        assertThatThrownBy(() -> stream.collect(null)).hasMessageContaining("the collector is null");
        assertThatThrownBy(() -> AsyncStream.zip(stream, stream, null)).hasMessageContaining("the function is null");
        assertThatThrownBy(() -> AsyncStream.zip(stream, null, (a, b) -> a))
                .isInstanceOf(NullPointerException.class).hasMessageContaining("the source of the stream is null");
        assertThatThrownBy(() -> AsyncStream.merge(stream, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> AsyncStream.concat(stream, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> AsyncStream.of(1, null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("no null items");
    }
}
