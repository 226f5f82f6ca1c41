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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Async#race}: the first end wins, however it comes. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RaceTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();
    private final IOException failure = new IOException("lost the race badly");

    @AfterEach
    void close() {
        on.close();
    }

    private Task<Object> done(Object value) {
        Task<Object> task = on.loop().start(() -> value);
        task.outcome();
        return task;
    }

    private Task<Object> failed() {
        Task<Object> task = on.loop().start(() -> CompletableFuture.failedFuture(failure));
        Eventually.until(task::isDone);
        return task;
    }

    private Task<Object> cancelled() {
        Task<Object> task = on.loop().start(() -> Async.await(new CompletableFuture<>()));
        task.cancel("had enough");
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

    @ParameterizedTest(name = "law 3: a {0} gets the value of the first, the others are cancelled "
            + "and their cleanup awaited")
    @EnumSource(From.class)
    void bringsTheFirstValue(From from) throws Exception {
        Task<Object> loser = sleeping(sleepers.job());
        Task<Object> another = sleeping(sleepers.job());
        Object value = from.call(on, () -> {
            Task<Object> winner = on.loop().start(() -> {
                Async.yieldNow();
                return "won";
            });
            Object first = Async.race(loser, winner, another);
            assertThat(sleepers.cleaned()).isEqualTo(2);
            return first;
        });
        assertThat(value).isEqualTo("won");
        assertThat(loser.isCancelled() && another.isCancelled()).isTrue();
        assertThat(sleepers.reasons()).containsOnly("another task was first");
        assertThat(reported()).isEmpty();
    }

    @Test
    @DisplayName("C10: a race of no tasks is an error that says what to do")
    void refusesNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Async.race())
                .withMessage("race of no tasks would never end (0 were given): give one or more");
        assertThatIllegalArgumentException().isThrownBy(() -> Async.race(List.<Task<Integer>>of()));
        assertThatThrownBy(() -> Async.race(done(1), null)).isInstanceOf(NullPointerException.class)
                .hasMessage("a task in the list is null: give tasks that were started");
    }

    @Test
    @DisplayName("a race of one is that one's result; of several that had ended, the one given first has won")
    void takesWhatHasEnded() {
        assertThat(Async.<Object>race(done("alone"))).isEqualTo("alone");
        assertThat(Async.<Object>race(done(null))).isNull();
        Task<Object> loser = sleeping(sleepers.job());
        assertThat(Async.<Object>race(loser, done("second"), done("third"))).isEqualTo("second");
        assertThat(loser.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("C3: a failure that comes first is thrown, after the others' cleanup, with its failures suppressed")
    void throwsTheFirstFailure() {
        IllegalStateException inCleanup = new IllegalStateException("in cleanup");
        Task<Object> loser = sleeping(sleepers.failing(inCleanup));
        assertThatThrownBy(() -> Async.race(loser, failed(), done(1))).isSameAs(failure);
        assertThat(failure.getSuppressed()).containsExactly(inCleanup);
        assertThat(sleepers.cleaned()).isOne();
        assertThat(reported()).isEmpty();
    }

    @Test
    @DisplayName("a cancel that comes first ends the race, too: its cancellation is thrown, with its reason")
    void throwsTheFirstCancellation() {
        Task<Object> loser = sleeping(sleepers.job());
        assertThatThrownBy(() -> Async.race(cancelled(), loser)).isInstanceOf(CancelledException.class)
                .hasMessage("had enough");
        assertThat(loser.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("D11: a loser that fails in its cleanup is reported, once, and so is one that had failed before")
    void reportsLosersThatFail() {
        IllegalStateException inCleanup = new IllegalStateException("in cleanup");
        Task<Object> loser = sleeping(sleepers.failing(inCleanup));
        assertThat(Async.<Object>race(done("won"), loser, failed())).isEqualTo("won");
        assertThat(reported()).containsExactlyInAnyOrder(inCleanup, failure);
    }

    @Test
    @DisplayName("C6: the same task given twice is one task")
    void takesTheSameTaskTwice() {
        Task<Object> same = on.loop().start(() -> {
            Async.yieldNow();
            return "same";
        });
        assertThat(Async.<Object>race(same, same)).isEqualTo("same");
        Task<Object> loser = sleeping(sleepers.job());
        assertThat(Async.<Object>race(loser, same, loser)).isEqualTo("same");
        assertThat(loser.isCancelled()).isTrue();
        assertThat(sleepers.cleaned()).isOne();
    }

    @Test
    @DisplayName("D12: a cancel of the waiting code ends all of the race first; what fails in cleanup is not lost")
    void isCancelledWhileItWaits() {
        for (Level level : new Level[]{on.loop(), on.pool()}) {
            IllegalStateException inCleanup = new IllegalStateException("in cleanup");
            Task<Object> racer = sleeping(sleepers.failing(inCleanup));
            Task<Object> other = sleeping(sleepers.job());
            AtomicBoolean racing = new AtomicBoolean();
            Task<Object> waiting = level.start(() -> {
                racing.set(true);
                return Async.race(racer, other);
            });
            Eventually.until(racing::get);
            int before = sleepers.cleaned();
            waiting.cancel("no more racing");
            Eventually.until(waiting::isDone);
            assertThat(waiting.outcome()).isEqualTo(new Outcome.Cancelled<>("no more racing"));
            assertThat(sleepers.cleaned()).isEqualTo(before + 2);
            assertThat(on.failures().failures()).endsWith(inCleanup);
        }
        assertThat(reported()).hasSize(2);
    }

    @Test
    @DisplayName("D9: an interrupt of the waiting thread ends all of the race first, and stays set")
    void isInterruptedWhileItWaits() {
        Task<Object> racer = sleeping(sleepers.job());
        ForeignThread<Object> thread = ForeignThread.<Object>of(() -> Async.race(racer)).awaitWaiting();
        thread.interrupt();
        assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(thread.wasInterrupted()).isTrue();
        assertThat(sleepers.cleaned()).isOne();
    }

    @Test
    @DisplayName("D1: a limit around a race is a time-out after the cleanup; code that is cancelled "
            + "still takes what has ended")
    void isLimited() {
        Task<Object> racer = sleeping(sleepers.job());
        assertThatThrownBy(() -> Async.withTimeout(SHORT, () -> Async.race(racer, sleeping(sleepers.job()))))
                .isInstanceOf(TimeoutException.class).hasNoSuppressedExceptions();
        assertThat(sleepers.cleaned()).isEqualTo(2);
        Task<Object> ready = done("ready");
        Task<Object> cancelledCode = on.loop().start(() -> {
            Async.currentTask().orElseThrow().cancel();
            return Async.race(ready);
        });
        assertThat(catchThrowable(cancelledCode::result)).isNull();
    }
}
