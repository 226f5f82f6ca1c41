package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.OnCancel;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadPoolCancelTest {

    private final ThreadPool pool = ThreadPool.open(o -> o.withName("io"));
    private final EventLoop loop = EventLoop.open();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        loop.close();
        pool.close();
    }

    @Test
    @DisplayName("B8: by default a cancelled wait for a thread goes on until the thread has ended")
    void waitsForTheThreadOfACancelledTask() {
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Task<Object> waiting = loop.start((Callable<Object>) () -> {
            try {
                return pool.call(() -> {
                    gate.passDeaf();
                    interrupted.set(Thread.interrupted());
                    return order.add("thread");
                });
            } finally {
                order.add("coroutine");
            }
        });
        gate.awaitArrivals(1);

        waiting.cancel("stop");
        loop.call(() -> Async.yieldNow());
        assertThat(waiting.isDone()).isFalse();
        gate.open();

        assertThatThrownBy(waiting::result).isInstanceOf(CancelledException.class).hasMessage("stop");
        assertThat(order).containsExactly("thread", "coroutine");
        assertThat(interrupted).isTrue();
    }

    @Test
    @DisplayName("B8: asked to abandon, the task leaves at once and the thread runs on, its end unobserved")
    void leavesAnAbandonedThreadBehind() {
        AtomicInteger effect = new AtomicInteger();
        Task<Integer> task = pool.start(() -> {
            gate.passDeaf();
            return effect.incrementAndGet();
        }, OnCancel.ABANDON);
        CountDownLatch began = new CountDownLatch(1);
        Task<Integer> waiting = loop.start(() -> {
            began.countDown();
            return task.result();
        });
        gate.awaitArrivals(1);
        Eventually.until(() -> began.getCount() == 0);

        waiting.cancel("stop");

        assertThatThrownBy(waiting::result).isInstanceOf(CancelledException.class).hasMessage("stop");
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(effect.get()).isZero();
        gate.open();
        Eventually.until(() -> effect.get() == 1);
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("B8: an abandoned thread is interrupted")
    void interruptsAnAbandonedThread() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Task<Object> task = pool.start(() -> {
            try {
                gate.pass();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            return null;
        }, OnCancel.ABANDON);
        gate.awaitArrivals(1);

        assertThat(task.cancel()).isTrue();
        assertThat(task.cancel()).isFalse();

        Eventually.until(interrupted::get);
    }

    @Test
    @DisplayName("B8: a job that ends with a value although it was cancelled keeps it")
    void keepsTheValueOfAJobThatCouldNotBeStopped() {
        Task<Integer> task = pool.start(() -> {
            gate.passDeaf();
            return 5;
        });
        gate.awaitArrivals(1);
        assertThat(task.cancel()).isTrue();
        gate.open();

        assertThat(task.result()).isEqualTo(5);
        assertThat(task.isCancelled()).isFalse();
    }

    @Test
    @DisplayName("B9: in a cancelled scope the blocking function never starts")
    void startsNothingInACancelledScope() {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Task<Object> task = loop.start((Callable<Object>) () -> {
            Async.currentTask().orElseThrow().cancel("over");
            for (Callable<Object> blocking : java.util.List.<Callable<Object>>of(() -> pool.call(runs::incrementAndGet),
                    () -> Async.toThread(runs::incrementAndGet),
                    () -> Async.toThread(runs::incrementAndGet, OnCancel.ABANDON))) {
                try {
                    blocking.call();
                } catch (CancelledException expected) {
                    refused.incrementAndGet();
                }
            }
            return null;
        });

        task.outcome();
        assertThat(refused.get()).isEqualTo(3);
        assertThat(runs.get()).isZero();
    }

    @Test
    @DisplayName("B9: a function cancelled before its turn never starts, and a limit of zero starts nothing")
    void startsNothingThatWasCancelledInTheQueue() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (ThreadPool small = ThreadPool.open(o -> o.withLimit(1))) {
            Task<Void> first = small.start(gate::pass);
            Task<Integer> queued = small.start(runs::incrementAndGet);

            assertThatThrownBy(() -> queued.result(Duration.ZERO)).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> Async.withTimeout(Duration.ZERO, () -> small.call(runs::incrementAndGet)))
                    .isInstanceOf(TimeoutException.class);
            gate.open();
            first.result();
        }
        assertThat(runs.get()).isZero();
    }

    @Test
    @DisplayName("B10: a check in the thread throws once its task was cancelled")
    void answersACheckOnceCancelled() {
        AtomicInteger checks = new AtomicInteger();
        Task<Object> task = pool.start((Callable<Object>) () -> {
            for (;;) {
                Async.checkCancelled();
                checks.incrementAndGet();
                Thread.onSpinWait();
            }
        });
        Eventually.until(() -> checks.get() > 100);

        task.cancel("enough computed");

        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("enough computed");
    }

    @Test
    @DisplayName("B10: a check in an abandoned thread throws, too")
    void answersACheckInAnAbandonedThread() {
        AtomicInteger caught = new AtomicInteger();
        Task<Object> task = pool.start(() -> {
            gate.passDeaf();
            try {
                Async.checkCancelled();
            } catch (CancelledException e) {
                caught.incrementAndGet();
            }
            return null;
        }, OnCancel.ABANDON);
        gate.awaitArrivals(1);
        task.cancel();
        gate.open();

        Eventually.until(() -> caught.get() == 1);
    }

    @Test
    @DisplayName("B10: the cancel of an inner scope is caught by that scope and does not escape it")
    void keepsTheCancelOfAScopeInside() {
        String end = pool.call(() -> {
            try {
                Async.withTimeout(Duration.ofMillis(1), (Callable<Object>) () -> {
                    for (;;) {
                        Async.checkCancelled();
                        Thread.onSpinWait();
                    }
                });
                return "no timeout";
            } catch (TimeoutException e) {
                Async.checkCancelled();
                Thread.sleep(1);
                Async.sleep(Duration.ofMillis(1));
                return "caught inside";
            }
        });

        assertThat(end).isEqualTo("caught inside");
    }

    @Test
    @DisplayName("B10: on a thread that runs no job the check is an error")
    void refusesTheCheckOutsideOfAJob() {
        assertThatThrownBy(Async::checkCancelled).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("checkCancelled() is for code that runs on a level")
                .hasMessageContaining(Thread.currentThread().toString()).hasMessageContaining("start the code on one");
        assertThat(pool.call(() -> {
            Async.checkCancelled();
            return "allowed";
        })).isEqualTo("allowed");
    }

    @Test
    void interruptsPlainBlockingCode() {
        Task<Void> task = pool.start(() -> Thread.sleep(60_000));
        Eventually.until(() -> pool.stats().running() == 1);

        task.cancel("wake up");

        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("wake up");
    }

    @Test
    void interruptsNothingWhenAskedNotTo() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Task<Integer> task = pool.start(() -> {
            gate.passDeaf();
            interrupted.set(Thread.currentThread().isInterrupted());
            return 1;
        });
        gate.awaitArrivals(1);

        assertThat(task.cancel(false)).isTrue();
        gate.open();

        assertThat(task.result()).isEqualTo(1);
        assertThat(interrupted).isFalse();
    }

    @Test
    void cancelsAJobThatOutlastsTheWaitForIt() {
        AtomicBoolean cleaned = new AtomicBoolean();
        Task<Object> task = pool.start((Callable<Object>) () -> {
            try {
                gate.pass();
                return 1;
            } finally {
                cleaned.set(true);
            }
        });
        gate.awaitArrivals(1);

        assertThatThrownBy(() -> task.result(Duration.ofMillis(5))).isInstanceOf(TimeoutException.class)
                .hasMessage("io/ThreadPoolCancelTest lambda did not end within PT0.005S and was cancelled");
        assertThat(cleaned).isTrue();
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void saysThatWhatHasEndedCannotBeCancelled() {
        Task<Integer> task = pool.start(() -> 1);
        task.result();

        assertThat(task.cancel()).isFalse();
        assertThat(task.result()).isEqualTo(1);
    }
}
