package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.footbridge.Async;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.sync.Faces.Face;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting until the work that items are is done. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueJoinTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Faces faces = new Faces();
    private final AsyncQueue<String> queue = AsyncQueue.bounded(5);

    @AfterEach
    void close() {
        faces.close();
    }

    private List<CompletableFuture<Boolean>> joinersOfAllFaces() {
        List<CompletableFuture<Boolean>> joiners = new ArrayList<>();
        for (Face face : Face.values()) {
            for (boolean limited : new boolean[]{true, false}) {
                joiners.add(faces.start(face, () -> {
                    if (limited) {
                        return queue.join(LONG);
                    }
                    queue.join();
                    return true;
                }));
            }
        }
        return joiners;
    }

    private static void assertWaiting(List<CompletableFuture<Boolean>> joiners) {
        assertThat(joiners).noneMatch(CompletableFuture::isDone);
    }

    private static void assertDone(List<CompletableFuture<Boolean>> joiners) {
        joiners.forEach(joiner -> assertThat(Ends.value(joiner)).isTrue());
    }

    @Test
    void waitsForNothingIfNothingWasPut() {
        queue.join();
        assertThat(queue.join(Duration.ZERO)).isTrue();
        queue.close();
        queue.join();
    }

    @ParameterizedTest(name = "F6: a join on every face ends when the work is done by {0}")
    @EnumSource
    void endsWithTheLastWork(Face worker) {
        List.of("a", "b", "c").forEach(queue::put);
        List<CompletableFuture<Boolean>> joiners = joinersOfAllFaces();
        Ends.value(faces.start(worker, () -> {
            for (int i = 0; i < 3; i++) {
                queue.take();
            }
            queue.taskDone();
            queue.taskDone();
            return "nearly";
        }));
        assertWaiting(joiners);
        Ends.value(faces.start(worker, () -> {
            queue.taskDone();
            return "done";
        }));
        assertDone(joiners);
    }

    @Test
    @DisplayName("F5: a join ends only with the work, not with the close of the queue")
    void outlivesTheClose() {
        List.of("a", "b").forEach(queue::put);
        List<CompletableFuture<Boolean>> joiners = joinersOfAllFaces();
        queue.close();
        queue.take();
        queue.take();
        queue.taskDone();
        assertThat(queue.join(Duration.ZERO)).isFalse();
        assertWaiting(joiners);
        queue.taskDone();
        assertDone(joiners);
    }

    @Test
    @DisplayName("F5: an abort drops what nobody took; a join still waits for what is in work")
    void waitsForWhatIsInWorkAfterAnAbort() {
        List.of("a", "b", "c", "d").forEach(queue::put);
        queue.take();
        queue.take();
        List<CompletableFuture<Boolean>> joiners = joinersOfAllFaces();
        assertThat(queue.abort()).containsExactly("c", "d");
        queue.taskDone();
        assertThat(queue.join(Duration.ZERO)).isFalse();
        assertWaiting(joiners);
        queue.taskDone();
        assertDone(joiners);
    }

    @Test
    @DisplayName("F6: a join on every face ends with an abort when nothing is in work")
    void endsWithAnAbort() {
        queue.put("a");
        List<CompletableFuture<Boolean>> joiners = joinersOfAllFaces();
        queue.abort();
        assertDone(joiners);
    }

    @Test
    void countsWhatWasHandedOverWithoutBeingStored() {
        AsyncQueue<String> rendezvous = AsyncQueue.rendezvous();
        faces.loop().call(() -> {
            Task<String> taker = faces.loop().start(() -> rendezvous.take());
            Task<Void> second = faces.loop().start(() -> {
                Async.yieldNow();
                rendezvous.put("b");
            });
            Async.yieldNow();
            rendezvous.put("a");
            assertThat(taker.result()).isEqualTo("a");
            assertThat(rendezvous.take()).isEqualTo("b");
            second.result();
        });
        assertThat(rendezvous.stats().unfinished()).isEqualTo(2);
        rendezvous.taskDone();
        assertThat(rendezvous.join(Duration.ZERO)).isFalse();
        rendezvous.taskDone();
        rendezvous.join();
    }

    @Test
    void doesNotCountAPutThatWaits() {
        AsyncQueue<String> rendezvous = AsyncQueue.rendezvous();
        CompletableFuture<Boolean> putter = faces.start(Face.COROUTINE, () -> rendezvous.put("a", LONG));
        Eventually.until(() -> rendezvous.stats().waitingToPut() == 1);
        rendezvous.join();
        rendezvous.take();
        assertThat(Ends.value(putter)).isTrue();
        assertThat(rendezvous.join(Duration.ZERO)).isFalse();
    }

    @Test
    void refusesMoreWorkDoneThanThereWas() {
        assertThatIllegalStateException().isThrownBy(queue::taskDone).withMessageContaining("(0 were put)")
                .withMessageContaining("once for each item taken");
        queue.put("a");
        queue.taskDone();
        assertThatIllegalStateException().isThrownBy(queue::taskDone).withMessageContaining("(1 were put)");
        queue.put("b");
        assertThat(queue.join(Duration.ZERO)).isFalse();
    }

    @Test
    @DisplayName("F5: work said to be done before its item was taken does not make a join wait for ever")
    void survivesWorkDoneTooEarly() {
        queue.put("a");
        queue.put("b");
        queue.taskDone();
        queue.taskDone();
        assertThat(queue.abort()).containsExactly("a", "b");
        assertThat(queue.stats().unfinished()).isZero();
        assertThat(queue.join(Duration.ZERO)).isTrue();
    }

    @Test
    @DisplayName("law 3: a join that is cancelled changes nothing")
    void canBeCancelled() {
        queue.put("a");
        Task<Void> joiner = faces.loop().start(() -> queue.join());
        Task<Void> other = faces.loop().start(() -> queue.join());
        faces.loop().call(() -> {});
        joiner.cancel("stop");
        assertThat(joiner.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
        assertThat(other.isDone()).isFalse();
        queue.taskDone();
        other.result();
    }

    @Test
    void waitsAgainForWorkThatComesLater() {
        for (int i = 0; i < 3; i++) {
            queue.put("a");
            CompletableFuture<Boolean> joiner = faces.start(Face.PLAIN_THREAD, () -> queue.join(LONG));
            queue.take();
            assertThat(joiner.isDone()).isFalse();
            queue.taskDone();
            assertThat(Ends.value(joiner)).isTrue();
        }
    }
}
