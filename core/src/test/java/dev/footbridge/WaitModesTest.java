package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Garbage;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitModesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(5);

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withFailureHandler(reported));
    private final CompletableFuture<Integer> door = new CompletableFuture<>();

    @AfterEach
    void close() {
        loop.abort();
    }

    private Task<Integer> pending() {
        return loop.start(() -> Async.await(door.copy())); // a cancelled wait cancels what it waits for: a copy
    }

    private Task<Integer> done(int value) {
        Task<Integer> task = loop.start(() -> value);
        task.result();
        return task;
    }

    private Task<Integer> failed() {
        Task<Integer> task = loop.start(() -> CompletableFuture.failedFuture(new IOException("failed")));
        task.outcome();
        return task;
    }

    @Test
    @DisplayName("C8: waiting for any returns with the first, and what is pending goes on")
    void returnsWithTheFirst() {
        Task<Integer> pending = pending();
        Task<Integer> first = loop.start(() -> {
            Async.yieldNow();
            return 1;
        });

        Waited<Integer> waited = Async.waitAny(List.of(pending, first), LONG);

        assertThat(waited.done()).containsExactly(first);
        assertThat(waited.pending()).containsExactly(pending);
        door.complete(3);
        assertThat(pending.result()).isEqualTo(3);
    }

    @Test
    @DisplayName("C8: done holds everything that is really done, also where one would do")
    void namesAllThatAreDone() {
        Task<Integer> one = done(1);
        Task<Integer> pending = pending();
        Task<Integer> failed = failed();
        Task<Integer> two = done(2);

        for (Waited<Integer> waited : List.of(Async.waitAny(List.of(one, pending, failed, two), LONG),
                Async.waitFirstFailure(List.of(one, pending, failed, two), LONG),
                Async.waitAll(List.of(one, pending, failed, two), SHORT))) {
            assertThat(waited.done()).containsExactly(one, failed, two);
            assertThat(waited.pending()).containsExactly(pending);
        }
    }

    @Test
    @DisplayName("C8: waiting for the first failure passes over values and ends with a failure or a cancellation")
    void returnsWithTheFirstFailure() {
        Task<Integer> pending = pending();
        Task<Integer> value = done(1);
        CompletableFuture<Integer> trigger = new CompletableFuture<>();
        Task<Integer> failing = loop.start(() -> trigger);
        ForeignThread<Waited<Integer>> waiting = ForeignThread
                .of(() -> Async.waitFirstFailure(List.of(pending, value, failing), LONG)).awaitWaiting();
        assertThat(waiting.hasEnded()).isFalse();

        trigger.completeExceptionally(new IOException("now"));

        assertThat(waiting.value().done()).containsExactly(value, failing);
        assertThat(waiting.value().pending()).containsExactly(pending);
        Task<Integer> cancelled = pending();
        cancelled.cancel();
        cancelled.outcome();
        assertThat(Async.waitFirstFailure(List.of(cancelled, pending), LONG).done()).containsExactly(cancelled);
    }

    @Test
    @DisplayName("C8: waiting for the first failure returns at once if one failed before, and with all when none does")
    void returnsWithAllWhenNoneFails() {
        assertThat(Async.waitFirstFailure(List.of(pending(), failed()), LONG).done()).hasSize(1);
        Waited<Integer> waited = Async.waitFirstFailure(List.of(done(1), loop.start(() -> 2)), LONG);
        assertThat(waited.done()).hasSize(2);
        assertThat(waited.pending()).isEmpty();
    }

    @Test
    @DisplayName("C8: a wait that times out says what is done and pending, and neither cancels nor throws")
    void tellsWhatIsPendingWhenTheTimeIsUp() {
        Task<Integer> done = done(1);
        Task<Integer> pending = pending();

        Waited<Integer> waited = Async.waitAll(List.of(done, pending), SHORT);

        assertThat(waited.done()).containsExactly(done);
        assertThat(waited.pending()).containsExactly(pending);
        assertThat(Async.waitAny(List.of(pending), Duration.ZERO).pending()).containsExactly(pending);
        assertThat(Async.waitAll(List.of(done, pending), Duration.ofSeconds(-1)).done()).containsExactly(done);
        assertThat(pending.isDone()).isFalse();
        door.complete(2);
        assertThat(pending.result()).isEqualTo(2);
    }

    @Test
    @DisplayName("C8: waiting for all throws nothing for failures")
    void waitsForAllHoweverTheyEnd() {
        Task<Integer> failed = failed();
        Task<Integer> cancelled = pending();
        cancelled.cancel();

        Waited<Integer> waited = Async.waitAll(List.of(failed, cancelled, done(1)), LONG);

        assertThat(waited.done()).hasSize(3);
        assertThat(waited.pending()).isEmpty();
    }

    @Test
    @DisplayName("C8: in a coroutine a wait lets the others run, and its limit works")
    void letsOthersRunInACoroutine() {
        loop.call(() -> {
            Task<Integer> pending = pending();
            Task<Integer> first = loop.start(() -> 1);
            assertThat(Async.waitAny(List.of(pending, first), LONG).done()).containsExactly(first);
            assertThat(Async.waitAny(List.of(pending), SHORT).pending()).containsExactly(pending);
        });
    }

    @Test
    @DisplayName("C8, C10: of nothing every wait returns at once, empty")
    void returnsAtOnceOfNothing() {
        for (Waited<Integer> waited : List.of(Async.<Integer>waitAll(List.of(), LONG),
                Async.<Integer>waitAny(List.of(), LONG), Async.<Integer>waitFirstFailure(List.of(), LONG))) {
            assertThat(waited.done()).isEmpty();
            assertThat(waited.pending()).isEmpty();
        }
    }

    @Test
    @DisplayName("C6, C8: a task given twice stands once")
    void namesATaskGivenTwiceOnce() {
        Task<Integer> done = done(1);
        Task<Integer> pending = pending();

        Waited<Integer> waited = Async.waitAll(List.of(done, pending, done, pending), SHORT);

        assertThat(waited.done()).containsExactly(done);
        assertThat(waited.pending()).containsExactly(pending);
        assertThatThrownBy(() -> waited.done().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void leavesTheTasksAloneWhenItIsInterruptedOrCancelled() {
        Task<Integer> pending = pending();
        ForeignThread<Object> thread = ForeignThread.<Object>of(() -> Async.waitAll(List.of(pending), LONG))
                .awaitWaiting();
        Task<Waited<Integer>> coroutine = loop.start(() -> Async.waitAll(List.of(pending), LONG));
        Eventually.until(() -> loop.stats().timers() == 1);

        thread.interrupt();
        coroutine.cancel("stop waiting");

        assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(thread.wasInterrupted()).isTrue();
        assertThatThrownBy(coroutine::result).isInstanceOf(CancelledException.class).hasMessage("stop waiting");
        assertThat(pending.isDone()).isFalse();
    }

    @Test
    @DisplayName("C8: a failure that comes after the wait was over is not taken for one that was looked at")
    void stillReportsAFailureAfterTheWait() {
        IOException late = new IOException("late");
        WeakReference<Task<Integer>> dropped = startAndStopWaiting();

        door.completeExceptionally(late);

        Eventually.until(() -> loop.stats().pending() == 0);
        Garbage.awaitCollected(dropped);
        Eventually.until(() -> !reported.all().isEmpty());
        assertThat(reported.failures()).containsExactly(late);
    }

    private WeakReference<Task<Integer>> startAndStopWaiting() {
        Task<Integer> task = pending();
        assertThat(Async.waitAny(List.of(task), SHORT).pending()).containsExactly(task);
        return new WeakReference<>(task);
    }
}
