package dev.footbridge;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.gatherOutcomes;
import static dev.footbridge.Async.moveOnAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of what somebody else has begun. */
@Timeout(30)
class UnderWayTest {

    private final EventLoop loop = EventLoop.open();
    private final CompletableFuture<String> work = new CompletableFuture<>();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void bringsWhatTheStageBrings() {
        Task<String> task = Task.of(work);
        assertThat(task.isDone()).isFalse();
        work.complete("here");
        assertThat(task.result()).isEqualTo("here");
        assertThat(loop.<String>call(() -> Task.of(work).result())).isEqualTo("here");
        assertThat(Task.of(CompletableFuture.<String>completedStage(null)).result()).isNull();
    }

    @Test
    @DisplayName("A2: the original exception arrives, the same object")
    void failsAsTheStageFails() {
        IOException broken = new IOException("broken");
        Task<String> task = Task.of(work.thenApply(text -> text));
        work.completeExceptionally(broken);
        assertThatThrownBy(task::result).isSameAs(broken);
        assertThat(task.outcome()).isEqualTo(new Outcome.Failure<String>(broken));
    }

    @Test
    void isTheTaskItselfIfTheStageIsOne() {
        Task<String> task = loop.start(() -> "mine");
        assertThat(Task.of(task) == task).isTrue();
    }

    @Test
    @DisplayName("D12: a cancel reaches the work, and its reason is kept")
    void cancelsTheStage() {
        Task<String> task = Task.of(work);
        assertThat(task.cancel("no longer needed")).isTrue();
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<String>("no longer needed"));
        Eventually.until(work::isCancelled);
        assertThat(task.cancel("again")).isFalse();
    }

    @Test
    void isCancelledWhenTheStageIs() {
        Task<String> task = Task.of(work);
        work.cancel(true);
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void endsWithItsCancelAlsoIfTheStageCannotBeCancelled() {
        CompletionStage<String> stage = work.minimalCompletionStage();
        Task<String> task = Task.of(stage);
        assertThat(task.cancel("enough")).isTrue();
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<String>("enough"));
        work.complete("too late");
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void isGatheredInOrderWithoutACoroutineEach() {
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 20).mapToObj(_ -> new CompletableFuture<Integer>())
                .toList();
        Thread.startVirtualThread(() -> IntStream.range(0, 20).map(i -> 19 - i).forEach(i -> calls.get(i).complete(i)));
        assertThat(loop.<List<Integer>>call(() -> gather(calls.stream().map(call -> Task.of(call)).toList())))
                .isEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(loop.stats().started()).isEqualTo(1);
    }

    @Test
    @DisplayName("D3: what is late is cancelled, what was there stays")
    void isCancelledByALimit() {
        List<Task<String>> tasks = List.of(Task.of(CompletableFuture.completedFuture("there")), Task.of(work));
        boolean all = loop.call(() -> moveOnAfter(Duration.ofMillis(20), () -> {
            gatherOutcomes(tasks);
        }));
        assertThat(all).isFalse();
        assertThat(tasks.get(0).result()).isEqualTo("there");
        assertThat(tasks.get(1).isCancelled()).isTrue();
        Eventually.until(work::isCancelled);
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> Task.of(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the stage is null: give one of work that is under way");
    }
}
