package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.sync.Faces.Face;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Selects whose clauses are for each other, on queues that hold nothing. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SelectMeetingTest {

    private static final int ROUNDS = 100;

    private final Faces faces = new Faces();
    private final AsyncQueue<Integer> one = AsyncQueue.rendezvous();
    private final AsyncQueue<Integer> two = AsyncQueue.rendezvous();

    @AfterEach
    void close() {
        faces.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Face.values()).flatMap(one -> Stream.of(Face.values()).map(two -> Arguments.of(one, two)));
    }

    private void assertNobodyWaits() {
        for (AsyncQueue<Integer> queue : List.of(one, two)) {
            assertThat(queue.stats()).returns(0, QueueStats::waitingToPut).returns(0, QueueStats::waitingToTake)
                    .returns(queue.stats().put(), QueueStats::taken);
        }
    }

    /** Meets so often; negative for what was put, positive for what was taken. */
    private static List<Integer> meet(Select<Integer> select) {
        return IntStream.range(0, ROUNDS).mapToObj(i -> select.await()).toList();
    }

    private static List<Integer> inverse(List<Integer> met) {
        return met.stream().map(number -> -number).toList();
    }

    @ParameterizedTest(name = "F8: a select that puts meets one that takes: {0} and {1}")
    @MethodSource("pairs")
    void meetsInOneDirection(Face putting, Face taking) {
        CompletableFuture<List<Integer>> puts = faces.start(putting,
                () -> meet(Select.<Integer>of().put(one, 1, () -> -1).put(two, 2, () -> -2)));
        CompletableFuture<List<Integer>> takes = faces.start(taking,
                () -> meet(Select.<Integer>of().take(two, item -> item).take(one, item -> item)));
        assertThat(Ends.value(puts)).isEqualTo(inverse(Ends.value(takes)));
        assertNobodyWaits();
    }

    @ParameterizedTest(name = "F8: two selects cross: one puts where the other takes and takes where it puts: {0} and {1}")
    @MethodSource("pairs")
    void meetsCrossing(Face left, Face right) {
        CompletableFuture<List<Integer>> lefts = faces.start(left,
                () -> meet(Select.<Integer>of().put(one, 1, () -> -1).take(two, item -> item)));
        CompletableFuture<List<Integer>> rights = faces.start(right,
                () -> meet(Select.<Integer>of().take(one, item -> item).put(two, 2, () -> -2)));
        assertThat(Ends.value(lefts)).isEqualTo(inverse(Ends.value(rights)));
        assertNobodyWaits();
    }

    @Test
    @DisplayName("F8: equal selects that both put and take on one queue meet each other, never themselves")
    void meetsItsEqual() {
        AtomicInteger number = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> given = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> got = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(faces.start(Faces.turn(i), () -> {
                for (;;) {
                    int mine = number.incrementAndGet();
                    Select.<Boolean>of().put(one, mine, () -> given.add(mine)).take(one, item -> {
                        assertThat(item).isNotEqualTo(mine);
                        return got.add(item);
                    }).await();
                    if (mine > 10 * ROUNDS) {
                        one.close();
                    }
                }
            }));
        }
        all.forEach(Ends::assertClosed);
        assertThat(got).containsExactlyInAnyOrderElementsOf(given).doesNotHaveDuplicates();
        assertNobodyWaits();
    }

    @Test
    @DisplayName("law 7: many crossing selects on all faces lose and double nothing")
    void meetsInACrowd() {
        AtomicInteger number = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> given = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> got = new ConcurrentLinkedQueue<>();
        AsyncQueue<Integer> three = AsyncQueue.rendezvous();
        List<AsyncQueue<Integer>> ring = List.of(one, two, three);
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            AsyncQueue<Integer> to = ring.get(i % 3);
            AsyncQueue<Integer> from = ring.get((i + 1) % 3);
            boolean putsFirst = i % 2 == 0;
            all.add(faces.start(Faces.turn(i), () -> {
                for (;;) {
                    int mine = number.incrementAndGet();
                    Select<Boolean> select = Select.of();
                    if (putsFirst) {
                        select = select.put(to, mine, () -> given.add(mine)).take(from, got::add);
                    } else {
                        select = select.take(from, got::add).put(to, mine, () -> given.add(mine));
                    }
                    select.await();
                    if (mine > 10 * ROUNDS) {
                        ring.forEach(AsyncQueue::close);
                    }
                }
            }));
        }
        all.forEach(Ends::assertClosed);
        assertThat(got).containsExactlyInAnyOrderElementsOf(given).doesNotHaveDuplicates();
        assertNobodyWaits();
    }
}
