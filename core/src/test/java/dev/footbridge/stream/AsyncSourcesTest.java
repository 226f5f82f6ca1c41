package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over queues of both kinds, stages, generators and bodies. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncSourcesTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    // ---- queues

    @Test
    void takesFromABlockingQueueOnAThread() {
        BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(List.of(1, 2, 3, 4));
        assertThat(AsyncStream.fromQueue(queue).take(2).toList()).containsExactly(1, 2);
        assertThat(queue).containsExactly(3, 4);
        assertThat(AsyncStream.fromQueue(queue).on(pool).first()).hasValue(3);
        assertThat(queue).containsExactly(4);
    }

    @Test
    @DisplayName("law 3: a cancel interrupts the wait for a blocking queue, which does not keep the loop")
    void leavesABlockingQueueWhenItIsCancelled() {
        BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromQueue(queue).on(pool).toList());
        Eventually.until(() -> pool.stats().running() == 1);
        loop.call(() -> Async.yieldNow());
        queue.add(1);
        Eventually.until(queue::isEmpty);
        run.cancel("enough");
        assertThatThrownBy(run::result).isInstanceOf(CancelledException.class).hasMessage("enough");
        Eventually.until(() -> pool.stats().running() == 0);
        queue.add(2);
        assertThat(AsyncStream.fromQueue(queue).first()).hasValue(2);
    }

    @Test
    void meetsTheProducerOfASynchronousQueue() {
        SynchronousQueue<Integer> queue = new SynchronousQueue<>();
        Task<Void> producer = pool.start(() -> {
            for (int i = 0; i < 100; i++) {
                queue.put(i);
            }
        });
        assertThat(AsyncStream.fromQueue(queue).take(100).toList()).hasSize(100).isSorted();
        producer.result();
    }

    @Test
    void takesFromAnAsyncQueueUntilItIsClosedAndEmpty() {
        AsyncQueue<Integer> queue = AsyncQueue.bounded(2);
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromQueue(queue).toList());
        for (int i = 0; i < 50; i++) {
            queue.put(i);
        }
        queue.close();
        assertThat(run.result()).hasSize(50).isSorted();
        assertThat(AsyncStream.fromQueue(queue).toList()).isEmpty();
    }

    @Test
    void endsWhenAnAsyncQueueIsAborted() {
        AsyncQueue<Integer> queue = AsyncQueue.unbounded();
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromQueue(queue).toList());
        Eventually.until(() -> queue.stats().waitingToTake() == 1);
        queue.abort();
        assertThat(run.result()).isEmpty();
    }

    @Test
    @DisplayName("law 3: a run that ends early, or is cancelled, leaves in an async queue what it did not bring")
    void leavesTheRestInAnAsyncQueue() {
        AsyncQueue<Integer> queue = AsyncQueue.unbounded();
        Task<Long> run = loop.start(() -> AsyncStream.fromQueue(queue).count());
        Eventually.until(() -> queue.stats().waitingToTake() == 1);
        run.cancel("enough");
        assertThatThrownBy(run::result).hasMessage("enough");
        for (int i = 0; i < 5; i++) {
            queue.put(i);
        }
        assertThat(AsyncStream.fromQueue(queue).take(2).toList()).containsExactly(0, 1);
        try (Generator<Integer> items = AsyncStream.fromQueue(queue).open()) {
            assertThat(items.next()).isEqualTo(2);
        }
        assertThat(AsyncStream.fromQueue(queue).chunks(1).first()).hasValue(List.of(3));
        assertThat(queue.size()).isEqualTo(1);
    }

    // ---- stages

    @Test
    void waitsForTheItemsOfAStage() {
        CompletableFuture<List<Integer>> stage = new CompletableFuture<>();
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromStage(stage).map(item -> item + 1).toList());
        loop.call(() -> Async.yieldNow());
        assertThat(run.isDone()).isFalse();
        stage.complete(List.of(1, 2));
        assertThat(run.result()).containsExactly(2, 3);
        CompletionStage<List<Integer>> task = loop.start(() -> List.of(7));
        assertThat(AsyncStream.fromStage(task).toList()).containsExactly(7);
    }

    @Test
    void failsAsTheStageDoes() {
        CompletionStage<List<Integer>> failed = CompletableFuture.failedFuture(failure);
        assertThatThrownBy(() -> AsyncStream.fromStage(failed).toList()).isSameAs(failure);
        assertThatThrownBy(() -> AsyncStream.fromStage(failed.thenApply(items -> items)).first()).isSameAs(failure);
        assertThatThrownBy(() -> AsyncStream.fromStage(CompletableFuture.completedFuture(Arrays.asList(1, null)))
                .toList()).isInstanceOf(NullPointerException.class).hasMessageContaining("no null items");
        CompletionStage<List<Integer>> nothing = CompletableFuture.completedFuture(null);
        assertThatThrownBy(() -> AsyncStream.fromStage(nothing).toList()).isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("law 3: a run that is cancelled while it waits for a stage cancels that, too")
    void cancelsTheStageItWaitsFor() {
        CompletableFuture<List<Integer>> stage = new CompletableFuture<>();
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromStage(stage).toList());
        Eventually.until(() -> stage.getNumberOfDependents() > 0);
        run.cancel("enough");
        assertThatThrownBy(run::result).hasMessage("enough");
        assertThat(stage).isCancelled();
    }

    // ---- generators and bodies

    @Test
    void bringsTheRestOfAGeneratorAndClosesIt() {
        Probe probe = Probe.plain();
        AsyncGenerator<Integer> generator = probe.first(4).openAsync();
        assertThat(generator.next()).hasValue(0);
        assertThat(AsyncStream.fromGenerator(generator).toList()).containsExactly(1, 2, 3);
        assertThat(generator.isClosed()).isTrue();
        AsyncGenerator<Integer> cut = probe.endless().openAsync();
        assertThat(AsyncStream.fromGenerator(cut).take(2).toList()).containsExactly(0, 1);
        assertThat(cut.isClosed()).isTrue();
        probe.assertClosed();
    }

    @Test
    void failsAsTheGeneratorDoesAndClosesIt() {
        Probe probe = Probe.plain();
        AsyncGenerator<Integer> failing = probe.failingAfter(1, failure).openAsync();
        assertThatThrownBy(() -> AsyncStream.fromGenerator(failing).toList()).isSameAs(failure);
        assertThat(failing.isClosed()).isTrue();
        AsyncGenerator<Integer> endless = probe.endless().openAsync();
        assertThatThrownBy(() -> AsyncStream.fromGenerator(endless).forEach(item -> {
            throw failure;
        })).isSameAs(failure);
        assertThat(endless.isClosed()).isTrue();
        probe.assertClosed();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> AsyncStream.fromGenerator(endless).toList()).withMessageContaining("is closed");
    }

    @Test
    void runsABodyWithAnEmitter() {
        assertThat(AsyncStream.<Integer>generate(out -> {
            for (int i = 0; i < 3; i++) {
                Async.yieldNow();
                out.emit(i);
                assertThat(out.emit(i, String.class)).as("a stream is not answered").isEmpty();
            }
        }).toList()).containsExactly(0, 0, 1, 1, 2, 2);
        assertThatThrownBy(() -> AsyncStream.<Integer>generate(out -> out.emit(null)).toList())
                .isInstanceOf(NullPointerException.class).hasMessageContaining("no null items");
        assertThatThrownBy(() -> AsyncStream.generate(out -> {
            throw failure;
        }).toList()).isSameAs(failure);
    }

    @Test
    void refusesAnEmitterThatIsUsedByOthersOrAfterTheEnd() {
        CompletableFuture<Emitter<Integer>> kept = new CompletableFuture<>();
        assertThat(AsyncStream.<Integer>generate(kept::complete).toList()).isEmpty();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> kept.join().emit(1))
                .withMessageContaining("cannot emit after its body has ended");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> AsyncStream.<Integer>generate(
                out -> pool.call(() -> out.emit(1))).toList()).withMessageContaining("by its own body");
    }

    @Test
    @DisplayName("E6: a body that emits again after it was told to stop gets an error, with every way to stop it")
    void refusesABodyThatGoesOnAfterItWasToldToStop() {
        AsyncStream<Integer> stubborn = AsyncStream.generate(out -> {
            try {
                out.emit(1);
            } catch (CancelledException ignored) {
                out.emit(2);
            }
        });
        String message = "emitted an item after it was told to stop";
        assertThatThrownBy(stubborn::first).isInstanceOf(IllegalStateException.class).hasMessageContaining(message);
        assertThatThrownBy(() -> stubborn.take(1).map(item -> item).toList())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining(message);
        assertThatThrownBy(() -> stubborn.prefetch(2).map(2, item -> {
            throw failure;
        }).toList()).isSameAs(failure);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what must not be given
    void refusesSourcesThatAreNull() {
        String message = "the source of the stream is null: give one, or use empty()";
        assertThatThrownBy(() -> AsyncStream.fromIterable(null)).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.fromIterator(null)).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.fromStream(null)).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.fromQueue((BlockingQueue<Integer>) null)).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.fromQueue((AsyncQueue<Integer>) null)).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.fromGenerator(null)).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.fromStage(null)).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.fromPublisher(null)).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.generate(null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("body of the generator is null");
    }
}
