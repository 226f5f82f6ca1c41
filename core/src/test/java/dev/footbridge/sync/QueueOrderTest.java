package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.sync.Faces.Face;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of what goes through a queue, between every two kinds of code. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueOrderTest {

    private static final int ROUNDS = 3;
    private static final int ITEMS = 50;

    private final Faces faces = new Faces();

    @AfterEach
    void close() {
        faces.close();
    }

    static Stream<Arguments> pairsAndCapacities() {
        return Stream.of(Face.values()).flatMap(from -> Stream.of(Face.values())
                .flatMap(to -> Stream.of(0, 1, 3, Integer.MAX_VALUE).map(size -> Arguments.of(from, to, size))));
    }

    @ParameterizedTest(name = "F1: items keep their order, round after round: {0} to {1}, capacity {2}")
    @MethodSource("pairsAndCapacities")
    void keepsTheOrder(Face from, Face to, int capacity) {
        AsyncQueue<Integer> queue = AsyncQueue.bounded(capacity);
        List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<List<Integer>> taker = faces.start(to, () -> {
                List<Integer> taken = new ArrayList<>();
                for (int i = 0; i < ITEMS; i++) {
                    taken.add(queue.take());
                }
                return taken;
            });
            CompletableFuture<Integer> putter = faces.start(from, () -> {
                items.forEach(queue::put);
                return ITEMS;
            });
            assertThat(Ends.value(taker)).isEqualTo(items);
            Ends.value(putter);
        }
        assertThat(queue.stats().put()).isEqualTo(ROUNDS * ITEMS).isEqualTo(queue.stats().taken());
        assertThat(queue.stats().peak()).isLessThanOrEqualTo(capacity);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Face.values()).flatMap(one -> Stream.of(Face.values()).map(two -> Arguments.of(one, two)));
    }

    @ParameterizedTest(name = "F1: question and answer go to and fro: {0} and {1}")
    @MethodSource("pairs")
    void goesToAndFro(Face one, Face two) {
        AsyncQueue<Integer> questions = AsyncQueue.rendezvous();
        AsyncQueue<Integer> answers = AsyncQueue.bounded(1);
        CompletableFuture<Integer> answering = faces.start(two, () -> {
            int answered = 0;
            for (int question : questions) {
                answers.put(question + 1);
                answered++;
            }
            return answered;
        });
        CompletableFuture<Integer> asking = faces.start(one, () -> {
            int number = 0;
            for (int i = 0; i < ITEMS; i++) {
                questions.put(number);
                number = answers.take();
            }
            questions.close();
            return number;
        });
        assertThat(Ends.value(asking)).isEqualTo(ITEMS).isEqualTo(Ends.value(answering));
    }
}
