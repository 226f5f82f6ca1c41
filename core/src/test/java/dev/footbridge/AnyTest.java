package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Async#any}: the first value wins, whatever fails before it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnyTest {

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();
    private final IOException first = new IOException("first");
    private final IllegalStateException second = new IllegalStateException("second");

    @AfterEach
    void close() {
        on.close();
    }

    private Task<Object> failed(Throwable error) {
        Task<Object> task = on.loop().start(() -> CompletableFuture.failedFuture(error));
        task.outcome();
        return task;
    }

    private Task<Object> done(Object value) {
        Task<Object> task = on.loop().start(() -> value);
        task.outcome();
        return task;
    }

    private Task<Object> cancelled(String reason) {
        Task<Object> task = on.loop().start(() -> Async.await(new CompletableFuture<>()));
        task.cancel(reason);
        task.outcome();
        return task;
    }

    private Task<Object> sleeping(BlockingAction job) {
        int before = sleepers.asleep();
        Task<Object> task = on.pool().start(() -> {
            job.run();
            return "never";
        });
        Eventually.until(() -> sleepers.asleep() > before);
        return task;
    }

    private List<Throwable> reported() {
        on.close();
        return on.failures().failures();
    }

    @ParameterizedTest(name = "a {0} gets the first value after failures and cancels, which nobody "
            + "hears of; the rest is cleaned up")
    @EnumSource(From.class)
    void bringsTheFirstValue(From from) throws Exception {
        Task<Object> loser = sleeping(sleepers.job());
        Object value = from.call(on, () -> {
            CompletableFuture<Object> door = new CompletableFuture<>();
            Task<Object> late = on.loop().start(() -> door);
            Task<Object> failing = on.loop().start(() -> {
                Async.yieldNow();
                door.complete("late");
                throw second;
            });
            Object found = Async.any(failed(first), cancelled("gone"), loser, failing, late);
            assertThat(sleepers.cleaned()).isOne();
            return found;
        });
        assertThat(value).isEqualTo("late");
        assertThat(loser.isCancelled()).isTrue();
        assertThat(reported()).isEmpty();
    }

    @Test
    @DisplayName("C10: any of no tasks is an error that says what to do")
    void refusesNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Async.any())
                .withMessage("any of no tasks would never end (0 were given): give one or more");
        assertThatIllegalArgumentException().isThrownBy(() -> Async.any(List.<Task<Integer>>of()));
    }

    @Test
    @DisplayName("any of one is that one's result; of several values there already, the one given first is taken")
    void takesWhatHasEnded() {
        assertThat(Async.<Object>any(done("alone"))).isEqualTo("alone");
        assertThat(Async.<Object>any(failed(first), done(null))).isNull();
        Task<Object> loser = sleeping(sleepers.job());
        assertThat(Async.<Object>any(loser, failed(first), done("third"), done("fourth"))).isEqualTo("third");
        assertThat(loser.isCancelled()).isTrue();
        assertThatThrownBy(() -> Async.any(failed(first))).isSameAs(first);
    }

    @Test
    @DisplayName("C14: when all fail, the first failure is thrown with the others suppressed, each once")
    void throwsAllFailures() {
        CompletableFuture<Object> door = new CompletableFuture<>();
        List<Task<Object>> tasks = List.of(on.loop().start(() -> door), failed(first), failed(first), failed(second));
        ForeignThread<Object> waiting = ForeignThread.of(() -> Async.any(tasks)).awaitWaiting();
        assertThat(waiting.hasEnded()).isFalse();
        IllegalArgumentException third = new IllegalArgumentException("third");
        door.completeExceptionally(third);
        assertThat(waiting.failure()).isSameAs(first);
        assertThat(first.getSuppressed()).containsExactlyInAnyOrder(second, third);
        assertThat(reported()).isEmpty();
    }

    @Test
    @DisplayName("when all are cancelled the first cancellation is thrown; with a failure among them nothing is lost")
    void throwsCancellations() {
        assertThatThrownBy(() -> Async.any(cancelled("one"), cancelled("two"))).isInstanceOf(CancelledException.class)
                .hasMessage("one");
        Throwable mixed = catchThrowable(() -> Async.any(cancelled("one"), failed(first)));
        assertThat(mixed).satisfiesAnyOf(error -> assertThat(error).isSameAs(first),
                error -> assertThat(error).isInstanceOf(CancelledException.class).hasSuppressedException(first));
        List<Task<Object>> tasks = List.of(cancelled("one"), failed(second));
        Task<Object> inTask = on.loop().start(() -> Async.any(tasks));
        Eventually.until(inTask::isDone);
        assertThat(inTask.outcome()).isEqualTo(new Outcome.Failure<>(second));
        assertThat(reported()).isEmpty();
    }

    @Test
    @DisplayName("D11: a task that fails in its cleanup after the first value is reported, once")
    void reportsLosersThatFail() {
        Task<Object> loser = sleeping(sleepers.failing(second));
        assertThat(Async.<Object>any(failed(first), loser, done("value"))).isEqualTo("value");
        assertThat(reported()).containsExactly(second);
    }

    @Test
    @DisplayName("C6: the same task given twice is one task")
    void takesTheSameTaskTwice() {
        Task<Object> same = on.loop().start(() -> {
            Async.yieldNow();
            return "same";
        });
        assertThat(Async.<Object>any(same, failed(first), same)).isEqualTo("same");
        Task<Object> failing = on.loop().start(() -> {
            Async.yieldNow();
            throw second;
        });
        assertThatThrownBy(() -> Async.any(failing, failing)).isSameAs(second).hasNoSuppressedExceptions();
    }

    @Test
    @DisplayName("D12: a cancel of the waiting code ends all tasks first, and what had failed before is not lost")
    void isCancelledWhileItWaits() {
        Task<Object> loser = sleeping(sleepers.job());
        Task<Object> failed = on.loop().start(() -> CompletableFuture.failedFuture(first));
        Eventually.until(failed::isDone);
        Task<Object> waiting = on.loop().start(() -> Async.any(failed, loser));
        Eventually.until(() -> on.loop().stats().pending() == 1 && !on.loop().stats().busy());
        waiting.cancel("nobody needs it");
        Eventually.until(waiting::isDone);
        assertThat(waiting.outcome()).isEqualTo(new Outcome.Cancelled<>("nobody needs it"));
        assertThat(sleepers.cleaned()).isOne();
        assertThat(reported()).containsExactly(first);
    }
}
