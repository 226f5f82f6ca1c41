package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShieldTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withFailureHandler(reported));
    private final CompletableFuture<Integer> door = new CompletableFuture<>();
    private final AtomicInteger effect = new AtomicInteger();

    @AfterEach
    void close() {
        door.complete(0);
        loop.abort();
    }

    private Task<Integer> inner() {
        return loop.start(() -> effect.addAndGet(Async.await(door)));
    }

    @Test
    @DisplayName("C12: cancelling the outer one leaves the inner one running to its effect")
    void keepsTheInnerTaskRunning() {
        Task<Integer> inner = inner();
        Task<Integer> outer = loop.start(() -> Async.await(Async.shield(inner)));
        loop.call(() -> Async.yieldNow());

        outer.cancel("outer only");

        assertThatThrownBy(outer::result).isInstanceOf(CancelledException.class).hasMessage("outer only");
        assertThat(inner.isDone()).isFalse();
        door.complete(5);
        assertThat(inner.result()).isEqualTo(5);
        assertThat(effect.get()).isEqualTo(5);
    }

    @Test
    @DisplayName("C12: cancelling a gathering of shields cancels only the shields")
    void keepsTheInnerTasksOfAGatheringRunning() {
        Task<Integer> first = inner();
        Task<Integer> second = inner();
        Task<Integer> shield1 = Async.shield(first);
        Task<Integer> shield2 = Async.shield(second);
        Task<Object> gathering = loop.start((Callable<Object>) () -> Async.gather(shield1, shield2));
        loop.call(() -> Async.yieldNow());

        gathering.cancel();

        assertThat(gathering.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(shield1.isCancelled()).isTrue();
        assertThat(shield2.isCancelled()).isTrue();
        door.complete(1);
        assertThat(first.result() + second.result()).isEqualTo(3);
    }

    @Test
    @DisplayName("C12: a shield passes on the value, the failure and the cancel of the inner task")
    void passesTheOutcomeOn() {
        IOException original = new IOException("inner");
        Task<Integer> value = inner();
        Task<Integer> shieldedValue = Async.shield(value);
        Task<Integer> shieldedFailure = Async
                .shield(loop.start(() -> CompletableFuture.<Integer>failedFuture(original)));
        Task<Integer> cancelled = loop.start(() -> Async.await(new CompletableFuture<Integer>()));
        Task<Integer> shieldedCancel = Async.shield(cancelled);

        door.complete(4);
        cancelled.cancel("inner cancel");

        assertThat(shieldedValue.result()).isEqualTo(4);
        assertThatThrownBy(shieldedFailure::result).isSameAs(original);
        assertThatThrownBy(shieldedCancel::result).isInstanceOf(CancelledException.class).hasMessage("inner cancel");
        assertThat(Async.shield(value).result()).isEqualTo(4);
    }

    @Test
    @DisplayName("C12: neither a time limit nor an interrupt of the waiting code reaches the inner task")
    void keepsTimeoutsAndInterruptsFromTheInnerTask() {
        Task<Integer> inner = inner();
        assertThatThrownBy(() -> Async.shield(inner).result(Duration.ofMillis(5))).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(5), () -> Async.await(Async.shield(inner))))
                .isInstanceOf(TimeoutException.class);
        ForeignThread<Integer> thread = ForeignThread.of(() -> Async.shield(inner).result()).awaitWaiting();
        thread.interrupt();
        assertThat(thread.failure()).isInstanceOf(CancelledException.class);
        assertThat(thread.wasInterrupted()).isTrue();

        assertThat(inner.isDone()).isFalse();
        door.complete(2);
        assertThat(inner.result()).isEqualTo(2);
    }

    @Test
    @DisplayName("C12: cancelling the shield itself settles it at once, again does nothing")
    void settlesTheShieldAtOnce() {
        Task<Integer> inner = inner();
        Task<Integer> shield = Async.shield(inner);

        assertThat(shield.cancel("enough")).isTrue();
        assertThat(shield.cancel("again")).isFalse();

        assertThat(shield.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(inner.isDone()).isFalse();
    }

    @Test
    @DisplayName("C12: cancelling the inner task settles the shield, too")
    void doesNotShieldTheInnerTaskFromItself() {
        Task<Integer> inner = inner();
        Task<Integer> shield = Async.shield(inner);

        inner.cancel("direct");

        assertThatThrownBy(shield::result).isInstanceOf(CancelledException.class).hasMessage("direct");
    }

    @Test
    @DisplayName("C12: a failure of the inner task behind a cancelled shield is reported once, to its own loop")
    void reportsAFailureBehindACancelledShield() {
        IOException late = new IOException("late");
        Task<Integer> inner = inner();
        Async.shield(inner).cancel("left");

        door.completeExceptionally(late);
        Eventually.until(inner::isDone);
        loop.close();

        assertThat(reported.failures()).containsExactly(late);
    }

    @Test
    @DisplayName("C12: a failure behind a shield that nobody looks at is reported once")
    void reportsAFailureBehindAShieldNobodyLooksAt() {
        IOException unseen = new IOException("unseen");
        Task<Integer> inner = inner();
        Task<Integer> shield = Async.shield(inner);

        door.completeExceptionally(unseen);
        Eventually.until(shield::isDone);
        loop.close();

        assertThat(reported.failures()).containsExactly(unseen);
    }

    @Test
    @DisplayName("C12: shielded code finishes its waits, and the cancel arrives at the next wait after it")
    void finishesShieldedCodeBeforeTheCancelArrives() {
        AtomicInteger after = new AtomicInteger();
        Task<Object> task = loop.start((Callable<Object>) () -> {
            Async.shielded(() -> effect.addAndGet(Async.await(door)));
            Async.yieldNow();
            return after.incrementAndGet();
        });
        loop.call(() -> Async.yieldNow());

        task.cancel("later");
        loop.call(() -> Async.yieldNow());
        assertThat(task.isDone()).isFalse();
        door.complete(6);

        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("later");
        assertThat(effect.get()).isEqualTo(6);
        assertThat(after.get()).isZero();
    }
}
