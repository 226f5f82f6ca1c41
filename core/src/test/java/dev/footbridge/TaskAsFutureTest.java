package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task keeps the contracts of {@link Future} and of {@link CompletableFuture}. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskAsFutureTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));
    private final CompletableFuture<String> gate = new CompletableFuture<>();

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    private Task<String> waiting(Level level) {
        Task<String> task = level.start(() -> Async.await(gate));
        Eventually.until(() -> gate.getNumberOfDependents() > 0);
        return task;
    }

    @Test
    @DisplayName("A5: a get that times out leaves the task alone, as Future says")
    void getLeavesTheTaskAlone() throws Exception {
        for (Level level : List.of(loop, pool)) {
            Task<String> task = level.start(() -> Async.await(gate.copy()));
            for (long limit : new long[]{10, 0, -1, Long.MIN_VALUE}) {
                assertThatThrownBy(() -> task.get(limit, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class)
                        .hasMessageContaining(task.name()).hasMessageContaining("it goes on");
            }
            assertThat(task.isDone()).isFalse();
            assertThat(task.state()).isEqualTo(Future.State.RUNNING);
        }
        Task<String> task = waiting(loop);
        gate.complete("value");
        assertThat(task.get(20, TimeUnit.SECONDS)).isEqualTo("value");
        assertThat(task.get(0, TimeUnit.SECONDS)).isEqualTo("value");
        assertThat(task.get(-1, TimeUnit.SECONDS)).isEqualTo("value");
        assertThat(task.get(Long.MAX_VALUE, TimeUnit.DAYS)).isEqualTo("value");
        assertThat(task.get()).isEqualTo("value");
    }

    @Test
    @DisplayName("A5: an interrupted get throws InterruptedException, clears the flag and leaves the task alone")
    void getIsInterrupted() {
        Task<String> task = waiting(loop);
        AtomicBoolean flag = new AtomicBoolean(true);
        ForeignThread<String> waiter = ForeignThread.of(() -> {
            try {
                return task.get();
            } catch (InterruptedException interrupted) {
                flag.set(Thread.currentThread().isInterrupted());
                throw interrupted;
            }
        }).awaitWaiting();
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class).hasMessageContaining(task.name());
        assertThat(flag).isFalse();
        assertThat(task.isDone()).isFalse();
        ForeignThread<String> limited = ForeignThread.of(() -> {
            Thread.currentThread().interrupt();
            return task.get(60, TimeUnit.SECONDS);
        });
        assertThat(limited.failure()).isInstanceOf(InterruptedException.class);
        gate.complete("value");
        assertThat(ForeignThread.of(() -> {
            Thread.currentThread().interrupt();
            return Async.await(task);
        }).value()).isEqualTo("value");
    }

    @Test
    void answersAccordingToItsState() {
        Task<String> running = waiting(loop);
        assertThatIllegalStateException().isThrownBy(running::resultNow).withMessageContaining(running.name());
        assertThatIllegalStateException().isThrownBy(running::exceptionNow);
        assertThat(running.isDone() || running.isCancelled()).isFalse();
        gate.complete("value");
        running.result();
        assertThat(running.state()).isEqualTo(Future.State.SUCCESS);
        assertThat(running.resultNow()).isEqualTo("value");
        assertThatIllegalStateException().isThrownBy(running::exceptionNow);

        Task<Object> failed = loop.start(() -> {
            throw new IllegalArgumentException("no");
        });
        failed.outcome();
        assertThat(failed.state()).isEqualTo(Future.State.FAILED);
        assertThat(failed.exceptionNow()).hasMessage("no");
        assertThatIllegalStateException().isThrownBy(failed::resultNow);
        assertThatThrownBy(failed::get).isInstanceOf(ExecutionException.class);

        Task<Void> cancelled = loop.start(() -> Async.sleep(LONG));
        assertThat(cancelled.cancel(true)).isTrue();
        cancelled.outcome();
        assertThat(cancelled.state()).isEqualTo(Future.State.CANCELLED);
        assertThat(cancelled.isCancelled()).isTrue();
        assertThat(cancelled.cancel(true)).isFalse();
        assertThatIllegalStateException().isThrownBy(cancelled::resultNow);
        assertThatIllegalStateException().isThrownBy(cancelled::exceptionNow);
        assertThatThrownBy(cancelled::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> cancelled.get(1, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void doesNotInterruptWhenToldNotTo() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<Throwable> met = new AtomicReference<>();
        Task<Void> task = pool.start(() -> {
            began.countDown();
            go.await();
            try {
                Async.sleep(LONG);
            } catch (CancelledException cancelled) {
                met.set(cancelled);
                throw cancelled;
            }
        });
        Eventually.until(() -> began.getCount() == 0);
        assertThat(task.cancel(false)).isTrue();
        go.countDown();
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(met.get()).as("the cancel is met at a wait of Footbridge's").isInstanceOf(CancelledException.class);
    }

    @Test
    @DisplayName("A7: cancelling the CompletableFuture cancels the work, and the future completes after the cleanup")
    void viewCancelsTheWork() {
        AtomicBoolean cleaned = new AtomicBoolean();
        for (Level level : List.of(loop, pool)) {
            CountDownLatch began = new CountDownLatch(1);
            Task<Void> task = level.start(() -> {
                try {
                    began.countDown();
                    Async.sleep(LONG);
                } finally {
                    Async.shielded(() -> {
                        Async.sleep(Duration.ofMillis(20));
                        return cleaned.getAndSet(true);
                    });
                }
            });
            CompletableFuture<Void> view = task.toCompletableFuture();
            Eventually.until(() -> began.getCount() == 0);
            assertThat(view.cancel(true)).isTrue();
            assertThatThrownBy(view::join).isInstanceOf(CancellationException.class);
            assertThat(cleaned.getAndSet(false)).isTrue();
            assertThat(view.isCancelled()).isTrue();
            Eventually.until(task::isDone);
            assertThat(task.isCancelled()).isTrue();
            assertThat(view.cancel(true)).as("it is cancelled now").isTrue();
        }
    }

    @Test
    void viewIsAView() {
        Task<String> task = waiting(loop);
        CompletableFuture<String> mine = task.toCompletableFuture();
        CompletableFuture<String> other = task.toCompletableFuture();
        assertThat(mine.complete("by hand")).isTrue();
        assertThat(mine.join()).isEqualTo("by hand");
        assertThat(task.isDone()).isFalse();
        gate.complete("value");
        assertThat(task.result()).isEqualTo("value");
        assertThat(other.join()).isEqualTo("value");
        assertThat(mine.join()).isEqualTo("by hand");
    }

    @Test
    void viewFollowsEveryOutcome() {
        Task<String> value = loop.start(() -> "value");
        Task<String> failing = loop.start(() -> {
            throw new IllegalStateException("no");
        });
        Task<Void> cancelled = loop.start(() -> Async.sleep(LONG));
        cancelled.cancel("why");
        assertThat(value.toCompletableFuture().join()).isEqualTo("value");
        assertThatThrownBy(() -> failing.toCompletableFuture().join()).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cancelled.toCompletableFuture().join()).isInstanceOf(CancellationException.class)
                .satisfies(thrown -> assertThat(List.of(thrown.toString(), String.valueOf(thrown.getCause())))
                        .as("the reason, which later JDKs show as the cause").anyMatch(text -> text.contains("why")));
        assertThat(CompletableFuture.allOf(value.toCompletableFuture(), failing.toCompletableFuture())
                .handle((_, error) -> error != null).join()).isTrue();
        assertThat(value.thenCombine(value, String::concat).toCompletableFuture().join()).isEqualTo("valuevalue");
        assertThat(failing.exceptionally(Throwable::getMessage).toCompletableFuture().join()).isEqualTo("no");
        assertThat(value.thenCompose(v -> loop.start(() -> v + "!")).toCompletableFuture().join()).isEqualTo("value!");
    }

    @Test
    @DisplayName("law 1, law 7: a dependent stage runs on the task's loop, and one that throws disturbs nothing")
    void runsDependentsOnTheLoop() {
        Task<String> task = waiting(loop);
        CompletableFuture<Boolean> onLoop = task.thenApply(_ -> Async.runningLoop().filter(loop::equals).isPresent())
                .toCompletableFuture();
        CompletableFuture<Void> throwing = task.thenAccept(_ -> {
            throw new AssertionError("dependent");
        }).toCompletableFuture();
        gate.complete("value");
        assertThat(onLoop.join()).isTrue();
        assertThatThrownBy(throwing::join).hasCauseInstanceOf(AssertionError.class);
        assertThat(loop.call(() -> "alive")).isEqualTo("alive");
    }
}
