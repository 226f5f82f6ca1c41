package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MapTest {

    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        pool = ProcessPool.open(o -> o.withWorkers(2).withHeap("64m"));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    static int square(int x) {
        return x * x;
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Integer> squares(int count) {
        return upTo(count).stream().map(MapTest::square).toList();
    }

    @Test
    @DisplayName("G1: map keeps the order for chunks of one, odd ones, equal ones and larger ones than the input")
    void keepsOrder() {
        for (int chunk : new int[]{1, 7, 100, 1_000, Integer.MAX_VALUE}) {
            assertThat(pool.map(MapTest::square, upTo(100), chunk)).isEqualTo(squares(100));
        }
        assertThat(pool.map(MapTest::square, Collections.<Integer>emptyList(), 3)).isEmpty();
    }

    @Test
    @DisplayName("items and results of any kind come as they went, mixed ones and null too")
    void keepsItems() {
        assertThat(pool.map(x -> x, List.of(1L, 2L, Long.MAX_VALUE, -4L, 5L), 5)).containsExactly(1L, 2L,
                Long.MAX_VALUE, -4L, 5L);
        assertThat(pool.map(x -> x / 2, List.of(1.0, 2.0, 3.0, 4.0), 4)).containsExactly(0.5, 1.0, 1.5, 2.0);
        assertThat(pool.map(x -> "<" + x + ">", List.of(1, 2.0, "three", 4L), 4)).containsExactly("<1>", "<2.0>",
                "<three>", "<4>");
        assertThat(pool.<Integer, Object>map(x -> x == 2 ? null : x, List.of(1, 2, 3, 4, 5), 5)).containsExactly(1,
                null, 3, 4, 5);
    }

    @Test
    @DisplayName("G1: a chunk below one is refused")
    void refusesNoChunk() {
        assertThatThrownBy(() -> pool.map(MapTest::square, upTo(3), 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the chunk of a map must be at least 1 (it is 0)");
    }

    @Test
    @DisplayName("G12: a map can be iterated in input order as results are ready")
    void streamsInOrder() throws Exception {
        Began began = new Began();
        // The last item never ends by itself, so the first results can only have come before it.
        try (Stream<Integer> results = pool.onProgress(began).stream(x -> {
            if (x == 2) {
                Began.here();
                Thread.sleep(600_000);
            }
            return x + 1;
        }, List.of(0, 1, 2), 1)) {
            var iterator = results.iterator();
            assertThat(iterator.next()).isEqualTo(1);
            assertThat(iterator.next()).isEqualTo(2);
            began.worker();
        }
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("the first failure of a map cancels the rest and is thrown")
    void failsFast() {
        assertThatThrownBy(() -> pool.map(x -> {
            if (x == 1) {
                throw new IllegalStateException("item " + x);
            }
            Thread.sleep(600_000);
            return x;
        }, List.of(0, 1, 2, 3), 1)).isInstanceOf(IllegalStateException.class).hasMessage("item 1");
    }

    @Test
    @DisplayName("thousands of small jobs all settle, each with its own result")
    void manySmallJobs() {
        assertThat(pool.map(MapTest::square, upTo(3_000), 1)).isEqualTo(squares(3_000));
    }

    @Test
    @DisplayName("G12: a worker runs many async jobs at once")
    void runsManyAsyncJobsAtOnce() {
        try (ProcessPool one = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m"))) {
            List<dev.footbridge.Task<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                tasks.add(one.start(() -> Meeting.arrive(30)));
            }
            for (dev.footbridge.Task<String> task : tasks) {
                assertThat(task.result()).isEqualTo("all are here"); // none can end before all have begun
            }
        }
    }

    /** Where jobs of one worker meet. */
    static final class Meeting {

        private static int here;
        private static final CompletableFuture<String> ALL = new CompletableFuture<>();

        static CompletableFuture<String> arrive(int expected) {
            if (++here == expected) {
                ALL.complete("all are here");
            }
            return ALL;
        }
    }

    @Test
    @DisplayName("G12: a closed pool takes nothing more")
    void refusesWhenClosed() {
        ProcessPool closed = ProcessPool.open(o -> o.withName("gone"));
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessage("process pool 'gone' is closed: open another");
        assertThat(closed.isClosed()).isTrue();
    }
}
