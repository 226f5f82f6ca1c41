package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code close}: what is there may finish, nothing more comes in. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventLoopCloseTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ReportedFailures reports = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(
            o -> o.withName("closing").withFailureHandler(reports).withAbortTimeout(Duration.ofSeconds(5)));

    @AfterEach
    void abort() {
        loop.abort();
    }

    private ForeignThread<Boolean> closeElsewhere() {
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            loop.close();
            return true;
        });
        Eventually.until(loop::isClosed);
        return closer;
    }

    @Test
    @DisplayName("A9: closing waits for calls in flight and for those that queue, and they get their results")
    void letsCallsFinish() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        ForeignThread<String> waiting = ForeignThread.of(() -> loop.call(() -> Async.await(gate))).awaitWaiting();
        Task<String> started = loop.start(() -> Async.await(gate));
        ForeignThread<String> holder = ForeignThread.of(() -> loop.call(() -> {
            holding.countDown();
            go.await();
            return "held";
        }));
        Eventually.until(() -> holding.getCount() == 0);
        ForeignThread<String> queued = ForeignThread.of(() -> loop.call(() -> "queued")).awaitWaiting();
        ForeignThread<Boolean> closer = closeElsewhere().awaitWaiting();
        go.countDown();
        assertThat(holder.value()).isEqualTo("held");
        assertThat(queued.value()).isEqualTo("queued");
        assertThat(closer.hasEnded()).isFalse();
        gate.complete("result");
        assertThat(waiting.value()).isEqualTo("result");
        assertThat(started.result()).isEqualTo("result");
        assertThat(closer.value()).isTrue();
        assertThat(reports.all()).isEmpty();
    }

    @Test
    @DisplayName("A9: a job that runs while the loop is being closed may start more, and closing waits for that too")
    void letsRunningJobsStartMore() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        AtomicBoolean last = new AtomicBoolean();
        Task<String> first = loop.start(() -> {
            Async.await(gate);
            Task<String> second = loop.start(() -> {
                Async.yieldNow();
                loop.start(() -> last.set(true));
                return "second";
            });
            return loop.call(() -> "first ") + second.result();
        });
        ForeignThread<Boolean> closer = closeElsewhere();
        gate.complete(null);
        assertThat(closer.value()).isTrue();
        assertThat(first.resultNow()).isEqualTo("first second");
        assertThat(last).isTrue();
    }

    @Test
    @DisplayName("A7: cancelling a task after the loop was asked to close still reaches it")
    void cancelsWhileClosing() {
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(loop.start(() -> Async.sleep(LONG)));
        }
        ForeignThread<Object> caller = ForeignThread.<Object>of(() -> {
            loop.call(() -> Async.sleep(LONG));
            return "never";
        }).awaitWaiting();
        ForeignThread<Boolean> closer = closeElsewhere().awaitWaiting();
        tasks.get(0).cancel("no longer wanted");
        tasks.get(1).toCompletableFuture().cancel(true);
        tasks.get(2).cancel(true);
        caller.interrupt();
        assertThat(closer.value()).isTrue();
        assertThat(tasks).allMatch(Task::isCancelled);
        assertThat(caller.failure()).isInstanceOf(CancelledException.class);
        assertThat(loop.stats().pending()).isZero();
    }

    @Test
    @DisplayName("A7: a task found in plain blocking code is reached, too, while the loop is being closed")
    void cancelsPlainCodeWhileClosing() {
        CountDownLatch began = new CountDownLatch(1);
        Task<Void> task = loop.start(() -> {
            began.countDown();
            Thread.sleep(LONG);
        });
        Eventually.until(() -> began.getCount() == 0);
        ForeignThread<Boolean> closer = closeElsewhere().awaitWaiting();
        task.cancel("no longer wanted");
        assertThat(closer.value()).isTrue();
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("A9: tasks that do not finish in the time to close are cancelled, and their cleanup awaited")
    void cancelsWhatTakesTooLong() {
        AtomicBoolean cleaned = new AtomicBoolean();
        Task<Void> slow;
        try (EventLoop hasty = EventLoop.open(o -> o.withName("hasty").withCloseTimeout(Duration.ofMillis(20)))) {
            slow = hasty.start(() -> {
                try {
                    Async.sleep(LONG);
                } finally {
                    Async.shielded(() -> {
                        Async.sleep(Duration.ofMillis(20));
                        return cleaned.getAndSet(true);
                    });
                }
            });
            Eventually.until(() -> hasty.stats().timers() == 1);
        }
        assertThat(slow.isCancelled()).isTrue();
        assertThat(slow.outcome().toString()).contains("event loop 'hasty' was closed", "PT0.02S");
        assertThat(cleaned).isTrue();
    }

    @Test
    @DisplayName("A9: zero time to close cancels at once")
    void cancelsAtOnceWithoutTime() {
        Task<Void> task;
        try (EventLoop hasty = EventLoop.open(o -> o.withCloseTimeout(Duration.ZERO))) {
            task = hasty.start(() -> Async.sleep(LONG));
        }
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("A9: closing drops callbacks that are not due and does not wait for them")
    void dropsTimers() {
        AtomicBoolean ran = new AtomicBoolean();
        AtomicBoolean soon = new AtomicBoolean();
        Handle later = loop.callLater(LONG, () -> ran.set(true));
        loop.callSoon(() -> soon.set(true));
        loop.close();
        assertThat(soon).isTrue();
        assertThat(ran).isFalse();
        later.cancel();
    }

    @Test
    void closesAgainWithoutDoingAnything() {
        loop.start(() -> 1);
        loop.close();
        loop.close();
        loop.abort();
        loop.close();
        assertThat(loop.isClosed()).isTrue();
        assertThat(loop.stats().pending()).isZero();
    }

    @Test
    void refusesToBeClosedByItsOwnJob() {
        assertThatIllegalStateException().isThrownBy(() -> loop.call(loop::close))
                .withMessageContaining("event loop 'closing' cannot be closed by one of its own jobs")
                .withMessageContaining("abort");
        assertThat(loop.isClosed()).isFalse();
        assertThat(loop.call(() -> "open")).isEqualTo("open");
    }

    @Test
    void isClosedByACoroutineOfAnotherLoop() {
        try (EventLoop other = EventLoop.open()) {
            Task<String> inside = loop.start(() -> {
                Async.sleep(Duration.ofMillis(20));
                return "finished";
            });
            other.call(loop::close);
            assertThat(inside.resultNow()).isEqualTo("finished");
        }
    }

    @Test
    void isClosedByTwoThreadsAtOnce() {
        for (int round = 0; round < 80; round++) {
            EventLoop twice = EventLoop.open();
            Task<Void> task = twice.start(Async::yieldNow);
            CountDownLatch start = new CountDownLatch(1);
            List<ForeignThread<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                boolean abort = i == 1 && round % 2 == 1;
                closers.add(ForeignThread.of(() -> {
                    start.await();
                    if (abort) {
                        twice.abort();
                    } else {
                        twice.close();
                    }
                    return task.isDone() && twice.stats().pending() == 0;
                }));
            }
            start.countDown();
            closers.forEach(closer -> assertThat(closer.value()).isTrue());
            assertThat(twice.isClosed()).isTrue();
        }
    }

    @Test
    @DisplayName("A9: an interrupt of the closing thread cancels the tasks at once and is kept")
    void cancelsWhenInterrupted() {
        AtomicBoolean cleaned = new AtomicBoolean();
        Task<Void> task = loop.start(() -> {
            try {
                Async.sleep(LONG);
            } finally {
                cleaned.set(true);
            }
        });
        Eventually.until(() -> loop.stats().timers() == 1);
        ForeignThread<Boolean> closer = closeElsewhere().awaitWaiting();
        closer.interrupt();
        assertThat(closer.value()).isTrue();
        assertThat(closer.wasInterrupted()).isTrue();
        assertThat(task.isCancelled()).isTrue();
        assertThat(cleaned).isTrue();
        assertThat(task.outcome().toString()).contains("interrupted");
    }

    @Test
    @DisplayName("A9: a coroutine that is cancelled while it closes another loop cancels that loop's tasks")
    void cancelsWhenTheClosingCoroutineIsCancelled() {
        EventLoop inner = EventLoop.open();
        Task<Void> task = inner.start(() -> Async.sleep(LONG));
        Task<Void> closer = loop.start(inner::close);
        Eventually.until(inner::isClosed);
        closer.cancel("enough");
        assertThat(closer.outcome()).isEqualTo(new dev.footbridge.Outcome.Cancelled<>("enough"));
        assertThat(task.isCancelled()).isTrue();
        assertThat(inner.stats().pending()).isZero();
    }

    @Test
    @DisplayName("A9: a chain of jobs that start their successors for ever does not keep a loop open for ever")
    void endsAnEndlessChain() {
        EventLoop chained = EventLoop.open(o -> o.withCloseTimeout(Duration.ofMillis(50))
                .withAbortTimeout(Duration.ofMillis(200)).withFailureHandler(reports));
        chained.start(new Successor(chained));
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            chained.close();
            return true;
        });
        assertThat(closer.value()).isTrue();
        long ended = chained.stats().started();
        Eventually.until(() -> !chained.stats().busy());
        assertThat(chained.stats().started()).as("jobs begun after the end").isEqualTo(ended);
    }

    private record Successor(EventLoop loop) implements dev.footbridge.BlockingAction {
        @Override
        public void run() {
            loop.start(this);
            Async.yieldNow();
        }
    }
}
