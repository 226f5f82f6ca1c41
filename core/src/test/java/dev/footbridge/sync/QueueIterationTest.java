package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.sync.Faces.Face;
import dev.footbridge.testing.Eventually;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Taking by iteration. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueIterationTest {

    private final Faces faces = new Faces();
    private final AsyncQueue<Integer> queue = AsyncQueue.bounded(2);

    @AfterEach
    void close() {
        faces.close();
    }

    @ParameterizedTest(name = "F5: an iteration waits for items and ends with the close: {0}")
    @EnumSource
    void endsWithTheClose(Face face) {
        CompletableFuture<List<Integer>> taker = faces.start(face, () -> {
            List<Integer> taken = new ArrayList<>();
            queue.forEach(taken::add);
            return taken;
        });
        List<Integer> items = IntStream.range(0, 20).boxed().toList();
        items.forEach(queue::put);
        queue.close();
        assertThat(Ends.value(taker)).isEqualTo(items);
    }

    @Test
    void sharesTheItemsBetweenIterators() {
        List<CompletableFuture<List<Integer>>> takers = new ArrayList<>();
        for (Face face : Face.values()) {
            takers.add(faces.start(face, () -> {
                List<Integer> taken = new ArrayList<>();
                queue.forEach(taken::add);
                return taken;
            }));
        }
        List<Integer> items = IntStream.range(0, 200).boxed().toList();
        items.forEach(queue::put);
        queue.close();
        List<Integer> all = new ArrayList<>();
        for (CompletableFuture<List<Integer>> taker : takers) {
            assertThat(Ends.value(taker)).isSorted();
            all.addAll(Ends.value(taker));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    void takesOneItemHoweverOftenItIsAsked() {
        queue.put(1);
        queue.put(2);
        Iterator<Integer> items = queue.iterator();
        assertThat(items.hasNext()).isTrue();
        assertThat(items.hasNext()).isTrue();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(items.next()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(items.next()).isEqualTo(2);
        queue.close();
        assertThat(items.hasNext()).isFalse();
        assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class)
                .hasMessage("the queue is closed and empty: ask hasNext() first");
    }

    @Test
    void leavesTheRestToOthersWhenItIsLeft() {
        queue.put(1);
        queue.put(2);
        for (int item : queue) {
            assertThat(item).isEqualTo(1);
            break;
        }
        assertThat(queue.take()).isEqualTo(2);
    }

    @Test
    @DisplayName("F5: an iteration ends at once with an abort")
    void endsWithAnAbort() {
        Task<Integer> taker = faces.loop().start(() -> {
            int taken = 0;
            for (int ignored : queue) {
                taken++;
            }
            return taken;
        });
        Eventually.until(() -> queue.stats().waitingToTake() == 1);
        queue.put(1);
        Eventually.until(() -> queue.stats().waitingToTake() == 1);
        queue.abort();
        assertThat(taker.result()).isEqualTo(1);
    }

    @Test
    @DisplayName("law 3: an iteration is cancelled in its wait and has taken nothing then")
    void canBeCancelled() {
        Task<Integer> taker = faces.loop().start(() -> queue.iterator().next());
        Eventually.until(() -> queue.stats().waitingToTake() == 1);
        taker.cancel("stop");
        assertThat(taker.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
        queue.put(1);
        assertThat(queue.take()).isEqualTo(1);
    }
}
