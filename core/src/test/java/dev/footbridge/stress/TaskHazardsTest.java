package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Corners of tasks in which a cancel, a failure or memory could get lost: one test for each way. */
@Timeout(60)
class TaskHazardsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    @DisplayName("law 3: a cancel that comes in the moment a job begins still interrupts its plain blocking call")
    void interruptsAJobCancelledWhileItBegins() throws Exception {
        try (ThreadPool pool = ThreadPool.open(o -> o.withCloseTimeout(Duration.ZERO))) {
            for (int round = 0; round < 20_000; round++) {
                CountDownLatch go = new CountDownLatch(1);
                Task<?>[] task = new Task<?>[1];
                Thread canceller = Thread.ofVirtual().start(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    task[0].cancel();
                });
                task[0] = pool.start(() -> {
                    Thread.sleep(LONG);
                    return 1;
                });
                spin(round % 128);
                go.countDown();
                canceller.join();
                Task<?> cancelled = task[0];
                int seen = round;
                assertThat(endsWithin(cancelled)).as("the job cancelled in round %s ends", seen).isTrue();
                assertThat(cancelled.isCancelled()).isTrue();
            }
        }
    }

    private static boolean endsWithin(Task<?> task) throws InterruptedException {
        try {
            task.get(10, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (CancelledException | java.util.concurrent.ExecutionException ended) {
            return true;
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("law 3: a cancel that is met does not swallow an interrupt by somebody else")
    void keepsAnInterruptThatComesWithACancel() {
        try (ThreadPool pool = ThreadPool.open(); Gate never = new Gate(); Gate cancelled = new Gate()) {
            Task<Integer> other = pool.start(() -> {
                never.pass();
                return 1;
            });
            AtomicInteger flags = new AtomicInteger();
            Task<Integer> task = pool.start(() -> {
                cancelled.passDeaf();
                Thread.currentThread().interrupt();
                try {
                    return other.result();
                } finally {
                    flags.set(Thread.interrupted() ? 1 : 0);
                }
            });
            cancelled.awaitArrivals(1);
            task.cancel(false);
            cancelled.open();
            Eventually.until(task::isDone);
            assertThat(task.isCancelled()).isTrue();
            assertThat(flags).as("the interrupt flag after the cancel").hasValue(1);
        }
    }

    @Test
    @DisplayName("law 7: a failure is reported when the only waiter had left before it happened")
    void reportsAFailureWhoseWaiterHadLeft() {
        ReportedFailures reported = new ReportedFailures();
        try (Gate gate = new Gate()) {
            EventLoop loop = EventLoop.open(o -> o.withFailureHandler(reported));
            Task<Integer> task = loop.start(() -> {
                gate.pass();
                throw new IllegalStateException("nobody looks");
            });
            assertThatThrownBy(() -> task.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            gate.open();
            loop.close();
            assertThat(reported.failures()).hasSize(1).first().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("law 9: waits for a long task that end one after the other leave nothing behind on it")
    void dropsWaitersThatLeftInTurns() {
        try (ThreadPool pool = ThreadPool.open(); EventLoop loop = EventLoop.open(); Gate gate = new Gate()) {
            Task<Integer> task = pool.start(() -> {
                gate.pass();
                return 1;
            });
            int left = loop.call(() -> {
                Task<?> before = loop.start(() -> Async.waitAny(List.of(task), LONG));
                for (int n = 0; n < 4_000; n++) {
                    Async.yieldNow();
                    Task<?> after = loop.start(() -> Async.waitAny(List.of(task), LONG));
                    Async.yieldNow();
                    before.cancel();
                    Async.yieldNow();
                    before = after;
                }
                before.cancel();
                return Observers.on(task);
            });
            assertThat(left).as("entries on the task after 4,000 waits that ended").isLessThan(100);
        }
    }

    @Test
    @DisplayName("law 3: code that goes on from a cancelled task of a pool is not cancelled with it")
    void runsCallbacksOutsideTheCancelledTask() throws Exception {
        try (ThreadPool pool = ThreadPool.open(); Gate gate = new Gate()) {
            Task<Integer> task = pool.start(() -> {
                gate.pass();
                return 1;
            });
            CompletableFuture<Integer> next = task.toCompletableFuture().handle((_, _) -> pool.start(() -> 2).result());
            gate.awaitArrivals(1);
            task.cancel();
            assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("law 2: a group on the calling thread can be cancelled by what its member waits for")
    void cancelsAGroupWhoseMemberRunsOnTheCaller() {
        try (EventLoop loop = EventLoop.open(o -> o.withCloseTimeout(Duration.ZERO).withAbortTimeout(Duration.ZERO))) {
            AtomicInteger cancelled = new AtomicInteger();
            ForeignThread<Integer> caller = ForeignThread.of(() -> TaskGroup.on(Level.caller(), group -> {
                Gate begun = new Gate();
                Task<Integer> other = loop.start(() -> {
                    begun.pass();
                    group.cancel("no longer wanted");
                    return cancelled.incrementAndGet();
                });
                begun.awaitArrivals(1);
                group.start(() -> {
                    begun.open();
                    Eventually.until(other::isDone);
                    return 1;
                });
                return 1;
            }));
            Eventually.until(caller::hasEnded);
            assertThat(cancelled).hasValue(1);
        }
    }
}
