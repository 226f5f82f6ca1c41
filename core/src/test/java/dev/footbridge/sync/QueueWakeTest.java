package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is woken by a put or a take, when all kinds of code wait in one line. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueWakeTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int WAITERS = 10;

    private final Faces faces = new Faces();

    @AfterEach
    void close() {
        faces.close();
    }

    private static int takeInTurn(AsyncQueue<Integer> queue, int turn) {
        return turn % 2 == 0 ? queue.take() : queue.take(LONG).orElseThrow();
    }

    private static int putInTurn(AsyncQueue<Integer> queue, int turn) {
        switch (turn % 3) {
            case 0 -> queue.put(turn);
            case 1 -> assertThat(queue.put(turn, LONG)).isTrue();
            default -> assertThat(queue.tryPut(turn)).isTrue();
        }
        return turn;
    }

    private List<CompletableFuture<Integer>> takersInLine(AsyncQueue<Integer> queue) {
        List<CompletableFuture<Integer>> takers = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            int turn = i;
            takers.add(faces.start(Faces.turn(i), () -> takeInTurn(queue, turn)));
            Eventually.until(() -> queue.stats().waitingToTake() == turn + 1);
        }
        return takers;
    }

    private List<CompletableFuture<Integer>> puttersInLine(AsyncQueue<Integer> queue) {
        List<CompletableFuture<Integer>> putters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            int turn = i % 2 == 0 ? 0 : 1;
            int item = i;
            putters.add(faces.start(Faces.turn(i), () -> {
                if (turn == 0) {
                    queue.put(item);
                } else {
                    assertThat(queue.put(item, LONG)).isTrue();
                }
                return item;
            }));
            Eventually.until(() -> queue.stats().waitingToPut() == item + 1);
        }
        return putters;
    }

    private <T> T from(int turn, Callable<T> job) {
        return Ends.value(faces.start(Faces.turn(turn), job));
    }

    @ParameterizedTest(name = "F2: each put wakes the taker who has waited longest, and no other; capacity {0}")
    @ValueSource(ints = {0, 1, 3})
    void wakesTheFirstTakerAndNoOther(int capacity) {
        AsyncQueue<Integer> queue = AsyncQueue.bounded(capacity);
        List<CompletableFuture<Integer>> takers = takersInLine(queue);
        for (int i = 0; i < WAITERS; i++) {
            int turn = i;
            from(WAITERS - i, () -> putInTurn(queue, turn));
            assertThat(queue.stats().waitingToTake()).isEqualTo(WAITERS - i - 1);
            assertThat(Ends.value(takers.get(i))).isEqualTo(i);
            assertThat(takers.subList(i + 1, WAITERS)).noneMatch(CompletableFuture::isDone);
        }
        assertThat(queue.stats().put()).isEqualTo(WAITERS);
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest(name = "F2: each take wakes the putter who has waited longest, and no other; capacity {0}")
    @ValueSource(ints = {0, 1, 3})
    void wakesTheFirstPutterAndNoOther(int capacity) {
        AsyncQueue<Integer> queue = AsyncQueue.bounded(capacity);
        for (int i = -capacity; i < 0; i++) {
            queue.put(i);
        }
        List<CompletableFuture<Integer>> putters = puttersInLine(queue);
        for (int i = 0; i < WAITERS; i++) {
            int turn = i;
            int taken = from(WAITERS - i,
                    () -> turn % 3 == 2 ? queue.tryTake().orElseThrow() : takeInTurn(queue, turn));
            assertThat(taken).isEqualTo(i - capacity);
            assertThat(queue.stats().waitingToPut()).isEqualTo(WAITERS - i - 1);
            Ends.value(putters.get(i));
            assertThat(putters.subList(i + 1, WAITERS)).noneMatch(CompletableFuture::isDone);
        }
        assertThat(queue.size()).isEqualTo(capacity);
    }

    @Test
    @DisplayName("F2: of takers in line, all who get an item wake when several are put in one step of a loop")
    void wakesAsManyAsItGives() {
        AsyncQueue<Integer> queue = AsyncQueue.bounded(1);
        List<CompletableFuture<Integer>> takers = takersInLine(queue);
        faces.loop().atomically(() -> {
            for (int i = 0; i < WAITERS; i++) {
                queue.put(i);
            }
            return queue.tryPut(WAITERS) && !queue.tryPut(WAITERS + 1);
        });
        for (int i = 0; i < WAITERS; i++) {
            assertThat(Ends.value(takers.get(i))).isEqualTo(i);
        }
        assertThat(queue.take()).isEqualTo(WAITERS);
    }

    @Test
    @DisplayName("F2: a take that comes later does not get what was given to one in line")
    void doesNotLetTheLateOvertake() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        List<String> got = faces.loop().call(() -> {
            var taker = faces.loop().start(() -> queue.take());
            Async.yieldNow();
            queue.put("first");
            String late = queue.tryTake().orElse("nothing");
            return List.of(taker.result(), late);
        });
        assertThat(got).containsExactly("first", "nothing");
    }

    @Test
    @DisplayName("F2: a put that comes later does not get the room that was given to one in line")
    void doesNotLetTheLateTakeTheRoom() {
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        queue.put("a");
        List<String> got = faces.loop().call(() -> {
            var putter = faces.loop().start(() -> queue.put("in line"));
            Async.yieldNow();
            String first = queue.take();
            boolean late = queue.tryPut("late");
            putter.result();
            return List.of(first, "" + late, queue.take());
        });
        assertThat(got).containsExactly("a", "false", "in line");
        assertThat(queue.size()).isZero();
    }
}
