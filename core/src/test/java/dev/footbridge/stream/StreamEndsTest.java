package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways to run a stream: {@code forEach}, {@code toList}, {@code collect}, {@code first}, {@code count}, … */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamEndsTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        loop.abort();
    }

    private static AsyncStream<Integer> numbers(int count) {
        return Probe.plain().first(count);
    }

    @Test
    void givesEachItemToAFunctionThatMayWait() {
        List<Integer> seen = new ArrayList<>();
        numbers(4).forEach(item -> {
            Async.yieldNow();
            seen.add(item);
        });
        assertThat(seen).containsExactly(0, 1, 2, 3);
        AsyncStream.<Integer>empty().forEach(item -> {
            throw failure;
        });
    }

    @Test
    @DisplayName("law 5: a checked exception of the function comes out as it is")
    void throwsWhatTheFunctionThrows() {
        assertThatThrownBy(() -> numbers(3).forEach(item -> {
            throw failure;
        })).isSameAs(failure);
        AssertionError error = new AssertionError("wrong");
        assertThatThrownBy(() -> loop.call(() -> numbers(3).forEach(item -> {
            throw error;
        }))).isSameAs(error);
    }

    @Test
    void collectsAListThatCannotBeChanged() {
        List<Integer> list = numbers(3).toList();
        assertThat(list).containsExactly(0, 1, 2);
        assertThatThrownBy(() -> list.add(3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> numbers(2).startToList().result().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(AsyncStream.empty().toList()).isEmpty();
    }

    @Test
    void collectsAsAStreamOfTheJdksDoes() {
        assertThat(numbers(5).collect(Collectors.summingInt(item -> item))).isEqualTo(10);
        assertThat(numbers(4).map(String::valueOf).collect(Collectors.joining(", ", "[", "]")))
                .isEqualTo("[0, 1, 2, 3]");
        assertThat(numbers(5).collect(Collectors.groupingBy(item -> item % 2, Collectors.counting())))
                .isEqualTo(Map.of(0, 3L, 1, 2L));
        assertThat(numbers(3).collect(Collectors.toList())).containsExactly(0, 1, 2);
        assertThat(numbers(0).collect(Collectors.counting())).isZero();
        assertThat(loop.<List<Integer>>call(() -> numbers(3).collect(Collectors.toUnmodifiableList()))).hasSize(3);
        Probe probe = Probe.plain();
        assertThatThrownBy(() -> probe.endless().collect(Collector.of(ArrayList<Integer>::new, (all, item) -> {
            throw new IllegalStateException("full");
        }, (one, two) -> one))).hasMessage("full");
        probe.assertClosed();
        assertThatThrownBy(() -> numbers(3).collect(Collectors.toMap(item -> "same", item -> item)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("Duplicate key");
    }

    @Test
    void collectsIntoAnotherContainerInEachRun() {
        AsyncStream<Integer> stream = numbers(3);
        Collector<Integer, ?, List<Integer>> collector = Collectors.toList();
        assertThat(stream.collect(collector)).isEqualTo(stream.collect(collector)).hasSize(3);
    }

    @Test
    void findsTheFirstItem() {
        assertThat(numbers(3).first()).hasValue(0);
        assertThat(numbers(3).filter(item -> item > 1).first()).hasValue(2);
        assertThat(numbers(0).first()).isEmpty();
        assertThat(AsyncStream.empty().first()).isEmpty();
        assertThatThrownBy(() -> Probe.plain().failingAfter(0, failure).first()).isSameAs(failure);
        assertThat(Probe.plain().failingAfter(1, failure).first()).as("what comes after it is not asked for")
                .hasValue(0);
    }

    @Test
    void countsTheItems() {
        assertThat(numbers(1_234).count()).isEqualTo(1_234);
        assertThat(numbers(0).count()).isZero();
        assertThatThrownBy(() -> Probe.plain().failingAfter(3, failure).count()).isSameAs(failure);
    }

    @Test
    void startsATaskThatCollects() {
        Task<List<Integer>> task = numbers(3).startToList();
        CompletionStage<Integer> sum = task.thenApply(list -> list.stream().mapToInt(item -> item).sum());
        assertThat(Async.await(sum)).isEqualTo(3);
        assertThat(task.result()).containsExactly(0, 1, 2);
        AsyncCallable<List<Integer>> async = () -> numbers(2).startToList();
        assertThat(loop.call(async)).containsExactly(0, 1);
        assertThat(Async.gather(numbers(1).startToList(), numbers(2).startToList()))
                .containsExactly(List.of(0), List.of(0, 1));
        assertThat(Probe.plain().failingAfter(1, failure).startToList().outcome())
                .isEqualTo(new Outcome.Failure<>(failure));
    }

    @Test
    void doesNotWaitForTheTaskItStarts() {
        CompletableFuture<List<Integer>> stage = new CompletableFuture<>();
        Task<List<Integer>> task = AsyncStream.fromStage(stage).startToList();
        assertThat(task.isDone()).isFalse();
        stage.complete(List.of(1));
        assertThat(task.result()).containsExactly(1);
    }

    @Test
    void isPulledByALoopOrAsAStreamOfTheJdks() {
        List<Integer> seen = new ArrayList<>();
        try (Generator<Integer> items = numbers(3).open()) {
            for (int item : items) {
                seen.add(item);
            }
        }
        assertThat(seen).containsExactly(0, 1, 2);
        Probe probe = Probe.plain();
        try (var stream = probe.endless().map(item -> item * 2).open().stream()) {
            assertThat(stream.filter(item -> item > 4).findFirst()).hasValue(6);
        }
        probe.assertClosed();
        assertThat(IntStream.range(0, 3).mapToObj(item -> numbers(item).count())).containsExactly(0L, 1L, 2L);
    }

    @Test
    @DisplayName("law 6: the functions of a stream see what the code that runs it has bound")
    void carriesTheContextOfWhoeverRunsIt() {
        ScopedValue<String> user = ScopedValue.newInstance();
        List<String> seen = ScopedValue.where(user, "ann").call(() -> numbers(2).map(item -> user.get()).toList());
        assertThat(seen).containsExactly("ann", "ann");
    }

    @Test
    void leavesTheLoopToOthersBetweenItems() {
        List<String> order = new ArrayList<>();
        loop.call(() -> {
            Task<Void> run = loop.start(() -> numbers(2).forEach(item -> {
                order.add("item " + item);
                Async.yieldNow();
            }));
            Task<Void> another = loop.start(() -> {
                order.add("another");
            });
            run.result();
            another.result();
        });
        assertThat(order).containsExactlyInAnyOrder("item 0", "another", "item 1").endsWith("item 1");
    }

    @Test
    @DisplayName("E9: two threads and a coroutine that pull one stream get each item once")
    void servesSeveralWhoPull() {
        try (ThreadPool pool = ThreadPool.open();
                AsyncGenerator<Integer> items = numbers(600).map(3, item -> item)
                        .prefetch(4).map(item -> item).openAsync()) {
            List<Task<List<Integer>>> pullers = new ArrayList<>();
            for (Level level : List.of(pool, pool, loop)) {
                pullers.add(level.start(() -> {
                    List<Integer> mine = new ArrayList<>();
                    for (Optional<Integer> next = items.next(); next.isPresent(); next = items.next()) {
                        mine.add(next.get());
                    }
                    return mine;
                }));
            }
            pullers.forEach(puller -> assertThat(puller.result()).isSorted());
            assertThat(pullers.stream().flatMap(puller -> puller.result().stream())).hasSize(600)
                    .doesNotHaveDuplicates();
        }
    }
}
