package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code abort}: everything in flight is cancelled, whoever blocks on it is told, and it ends in bounded time. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventLoopAbortTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ReportedFailures reports = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(
            o -> o.withName("aborted").withFailureHandler(reports).withAbortTimeout(Duration.ofSeconds(2)));
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void abort() {
        release.countDown();
        loop.abort();
    }

    /** Keeps the loop whatever the interrupts, until released. */
    private void stuck() {
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("A9: aborting cancels all calls in flight, and blocked foreign threads get a cancellation")
    void cancelsCallsInFlight() {
        List<ForeignThread<Object>> callers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            callers.add(ForeignThread.of(() -> {
                loop.call(() -> Async.sleep(LONG));
                return "never";
            }));
        }
        Task<Void> started = loop.start(() -> Async.sleep(LONG));
        callers.add(ForeignThread.of(started::result));
        Eventually.until(() -> loop.stats().timers() == 6);
        loop.abort();
        for (ForeignThread<Object> caller : callers) {
            assertThat(caller.failure()).isInstanceOf(CancelledException.class)
                    .hasMessage("event loop 'aborted' was aborted");
            assertThat(caller.wasInterrupted()).isFalse();
        }
        assertThat(loop.stats().pending()).isZero();
    }

    @Test
    @DisplayName("A9: a call in plain blocking code ends as cancelled, on a caller's thread and on one of the loop's")
    void cancelsPlainCode() {
        CountDownLatch began = new CountDownLatch(1);
        ForeignThread<Object> caller = ForeignThread.of(() -> {
            loop.call(() -> {
                began.countDown();
                Thread.sleep(LONG);
            });
            return "never";
        });
        Eventually.until(() -> began.getCount() == 0);
        loop.abort();
        assertThat(caller.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("aborted");
        assertThat(caller.wasInterrupted()).isFalse();

        EventLoop other = EventLoop.open();
        CountDownLatch otherBegan = new CountDownLatch(1);
        Task<Void> task = other.start(() -> {
            otherBegan.countDown();
            Thread.sleep(LONG);
        });
        Eventually.until(() -> otherBegan.getCount() == 0);
        other.abort();
        assertThat(task.isCancelled()).as(task.outcome().toString()).isTrue();
    }

    @Test
    @DisplayName("A9: calls that still queue for the loop do not begin once it is aborted")
    void sendsQueuedCallersAway() {
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        ForeignThread<Object> holder = ForeignThread.of(() -> {
            loop.call(() -> {
                began.countDown();
                Thread.sleep(LONG);
            });
            return "never";
        });
        Eventually.until(() -> began.getCount() == 0);
        List<ForeignThread<Object>> queued = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            queued.add(ForeignThread.<Object>of(() -> loop.call(() -> {
                ran.set(true);
                Async.sleep(LONG);
                return "never";
            })).awaitWaiting());
        }
        Task<Boolean> notBegun = loop.start(() -> ran.getAndSet(true));
        ForeignThread<Boolean> aborter = ForeignThread.of(() -> {
            loop.abort();
            return true;
        });
        assertThat(aborter.value()).isTrue();
        assertThat(holder.failure()).isInstanceOf(CancelledException.class);
        for (ForeignThread<Object> caller : queued) {
            assertThat(caller.failure()).isInstanceOfAny(CancelledException.class, RejectedExecutionException.class);
        }
        assertThat(notBegun.isCancelled()).isTrue();
        assertThat(ran).isFalse();
    }

    @Test
    @DisplayName("A9: aborting waits for the cleanup of what it cancelled")
    void waitsForCleanup() {
        AtomicBoolean cleaned = new AtomicBoolean();
        loop.start(() -> {
            try {
                Async.sleep(LONG);
            } finally {
                Async.shielded(() -> {
                    Async.sleep(Duration.ofMillis(30));
                    return cleaned.getAndSet(true);
                });
            }
        });
        Eventually.until(() -> loop.stats().timers() == 1);
        loop.abort();
        assertThat(cleaned).isTrue();
    }

    @Test
    @DisplayName("A7: a task is cancelled while the loop is being aborted, and once it has been given up")
    void cancelsDuringAndAfterAnAbort() {
        Task<String> finished = loop.start(() -> "finished");
        finished.result();
        Task<Void> task = loop.start(() -> Async.sleep(LONG));
        loop.abort();
        assertThat(task.cancel()).isFalse();
        assertThat(finished.cancel("late")).isFalse();
        assertThat(finished.result()).isEqualTo("finished");
    }

    @Test
    void abortsFromInside() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        Task<Void> other = loop.start(() -> {
            Async.await(never);
        });
        AtomicReference<Throwable> met = new AtomicReference<>();
        Task<String> self = loop.start(() -> {
            loop.abort();
            try {
                Async.sleep(LONG);
                return "never";
            } catch (CancelledException cancelled) {
                met.set(cancelled);
                throw cancelled;
            }
        });
        assertThatThrownBy(self::result).isInstanceOf(CancelledException.class);
        assertThat(met.get()).hasMessage("event loop 'aborted' was aborted");
        assertThatThrownBy(other::result).isInstanceOf(CancelledException.class);
        Eventually.until(() -> loop.stats().pending() == 0);
        assertThat(loop.isClosed()).isTrue();
        assertThatThrownBy(() -> loop.start(() -> 1)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void namesATaskThatDoesNotStopAndSettlesIt() {
        CountDownLatch began = new CountDownLatch(1);
        EventLoop hasty = EventLoop.open(o -> o.withName("hasty").withFailureHandler(reports)
                .withAbortTimeout(Duration.ofMillis(50)));
        Task<Void> zombie = hasty.start(() -> {
            began.countDown();
            stuck();
        });
        ForeignThread<Void> waiter = ForeignThread.of(zombie::result);
        Eventually.until(() -> began.getCount() == 0);
        ForeignThread<Object> queued = ForeignThread.<Object>of(() -> hasty.call(() -> "never")).awaitWaiting();
        Task<String> notBegun = hasty.start(() -> "never");
        hasty.abort();
        assertThat(zombie.isCancelled()).isTrue();
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class);
        assertThat(queued.failure()).isInstanceOfAny(RejectedExecutionException.class, CancelledException.class);
        assertThat(notBegun.isCancelled()).isTrue();
        assertThat(reports.all()).singleElement().satisfies(report -> {
            assertThat(report.task()).isEqualTo(zombie.name());
            assertThat(report.failure()).hasMessageContaining(zombie.name())
                    .hasMessageContaining("did not stop within PT0.05S");
            assertThat(report.failure().getStackTrace()).as("where it is stuck")
                    .anyMatch(frame -> frame.getMethodName().equals("stuck"));
        });
    }

    @Test
    void cancelsATaskThatWasGivenUpAtItsNextWait() {
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<Throwable> met = new CompletableFuture<>();
        EventLoop hasty = EventLoop.open(o -> o.withName("hasty").withFailureHandler(reports)
                .withAbortTimeout(Duration.ofMillis(50)));
        hasty.start(() -> {
            began.countDown();
            stuck();
            try {
                Async.sleep(LONG);
                met.complete(null);
            } catch (Throwable thrown) {
                met.complete(thrown);
            }
        });
        Eventually.until(() -> began.getCount() == 0);
        hasty.abort();
        release.countDown();
        Eventually.until(met::isDone);
        assertThat(met.join()).isInstanceOf(CancelledException.class);
    }

    @Test
    @DisplayName("A10: a task that was given up cannot start anything on the loop that is closed")
    void takesNothingFromATaskThatWasGivenUp() {
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        AtomicBoolean ran = new AtomicBoolean();
        EventLoop hasty = EventLoop.open(o -> o.withName("hasty").withFailureHandler(reports)
                .withAbortTimeout(Duration.ofMillis(50)));
        hasty.start(() -> {
            began.countDown();
            stuck();
            try {
                hasty.start(() -> ran.set(true));
                refused.complete(null);
            } catch (Throwable thrown) {
                refused.complete(thrown);
            }
        });
        Eventually.until(() -> began.getCount() == 0);
        hasty.abort();
        release.countDown();
        Eventually.until(refused::isDone);
        assertThat(refused.join()).isInstanceOfAny(RejectedExecutionException.class, CancelledException.class);
        assertThat(ran).isFalse();
    }

    @Test
    @DisplayName("A9: cleanup that starts new work does not keep an aborted loop open")
    void endsWorkStartedByCleanup() {
        AtomicReference<Task<Void>> late = new AtomicReference<>();
        loop.start(() -> {
            try {
                Async.sleep(LONG);
            } finally {
                late.set(loop.start(() -> Async.sleep(LONG)));
            }
        });
        Eventually.until(() -> loop.stats().timers() == 1);
        ForeignThread<Boolean> aborter = ForeignThread.of(() -> {
            loop.abort();
            return true;
        });
        assertThat(aborter.value()).isTrue();
        assertThat(loop.stats().pending()).isZero();
        assertThat(late.get() == null || late.get().isCancelled()).isTrue();
    }

    @Test
    @DisplayName("A9: an abort reaches what the loop's coroutines wait for on other levels")
    void reachesOtherLevels() {
        try (EventLoop other = EventLoop.open(); ThreadPool pool = ThreadPool.open()) {
            Task<Void> onPool = pool.start(() -> Thread.sleep(LONG));
            Task<Void> onLoop = other.start(() -> Async.sleep(LONG));
            loop.start(() -> onPool.result());
            loop.start(() -> onLoop.result());
            Eventually.until(() -> loop.stats().pending() == 2 && !loop.stats().busy());
            loop.abort();
            assertThat(onPool.isCancelled()).isTrue();
            assertThat(onLoop.isCancelled()).isTrue();
        }
    }

    @Test
    void isAbortedByAThreadThatIsInterrupted() {
        Task<Void> task = loop.start(() -> Async.sleep(LONG));
        ForeignThread<Boolean> aborter = ForeignThread.of(() -> {
            Thread.currentThread().interrupt();
            loop.abort();
            return true;
        });
        assertThat(aborter.value()).isTrue();
        assertThat(aborter.wasInterrupted()).isTrue();
        assertThat(task.isCancelled()).isTrue();
    }
}
