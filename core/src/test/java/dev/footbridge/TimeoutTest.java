package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code result(Duration)} and {@code withTimeout}: a time-out is a cancel that leaves nothing running. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimeoutTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("timed"));
    private final AtomicBoolean cleaned = new AtomicBoolean();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    @DisplayName("A5: a wait that times out cancels the task, and no pending task is left")
    void cancelsTheTask() {
        Task<Void> task = loop.start(() -> Async.sleep(LONG));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> task.result(SHORT))
                .withMessage(task.name() + " did not end within PT0.02S and was cancelled");
        assertThat(task.isCancelled()).isTrue();
        Eventually.until(() -> loop.stats().pending() == 0);
        assertThat(loop.stats().timers()).isZero();
    }

    @Test
    @DisplayName("A5: a time-out reaches what the task waits for: a stage, a pool's thread, another loop, tasks inside")
    void cancelsWhatTheTaskWaitsFor() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<String> staged = loop.start((AsyncCallable<String>) () -> stage);
        Eventually.until(() -> stage.getNumberOfDependents() > 0);
        assertTimesOut(staged);
        assertThat(stage).isCancelled();
        try (ThreadPool pool = ThreadPool.open(); EventLoop other = EventLoop.open()) {
            assertTimesOut(loop.start(() -> pool.call(() -> Thread.sleep(LONG))));
            assertTimesOut(loop.start(() -> other.call(() -> Async.sleep(LONG))));
            assertTimesOut(loop.start(() -> loop.call(() -> other.start(() -> Thread.sleep(LONG)).result())));
            assertTimesOut(loop.start(() -> Async.gather(loop.start(() -> Async.sleep(LONG)), pool.start(
                    () -> Thread.sleep(LONG)))));
            assertTimesOut(pool.start(() -> loop.call(() -> Async.sleep(LONG))));
            Eventually.until(() -> pool.stats().running() == 0 && other.stats().pending() == 0);
        }
        Eventually.until(() -> loop.stats().pending() == 0);
    }

    /** A task whose code runs by now. */
    private static <T> Task<T> begun(Level level, Callable<T> job) {
        CountDownLatch began = new CountDownLatch(1);
        Task<T> task = level.start(() -> {
            began.countDown();
            return job.call();
        });
        Eventually.until(() -> began.getCount() == 0);
        return task;
    }

    private static void assertTimesOut(Task<?> task) {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> task.result(SHORT));
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("A5: a blocking call within a time limit leaves no task behind either")
    void cancelsABlockingCall() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> Async.withTimeout(SHORT, () -> loop.call(() -> loop.start(() -> Async.sleep(LONG))
                        .result())));
        Eventually.until(() -> loop.stats().pending() == 0);
    }

    @Test
    @DisplayName("A18: work that takes longer than the limit is a time-out, work that takes less gives its result")
    void keepsToTheLimit() throws TimeoutException {
        assertTimesOut(loop.start(() -> Async.sleep(LONG)));
        assertThat(loop.start(() -> {
            Async.sleep(Duration.ofMillis(1));
            return "in time";
        }).result(LONG)).isEqualTo("in time");
        assertThat(Async.withTimeout(LONG, () -> loop.call(() -> "in time"))).isEqualTo("in time");
        assertThat(loop.start(() -> "no end in sight").result(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo("no end in sight");
        assertThat(Async.withTimeout(Duration.ofSeconds(Long.MAX_VALUE), () -> "ever")).isEqualTo("ever");
    }

    @Test
    @DisplayName("A18: without a limit the wait lasts as long as the work")
    void waitsWithoutALimit() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        Task<String> task = loop.start(() -> Async.await(gate));
        ForeignThread<String> waiter = ForeignThread.of(task::result).awaitWaiting();
        assertThat(waiter.hasEnded()).isFalse();
        gate.complete("at last");
        assertThat(waiter.value()).isEqualTo("at last");
    }

    @Test
    @DisplayName("D1: a time-out is reported after the cleanup, on a loop, on a pool and in a scope")
    void waitsForTheCleanup() {
        try (ThreadPool pool = ThreadPool.open()) {
            for (Level level : new Level[]{loop, pool}) {
                assertTimesOut(begun(level, this::worksAndCleansUp));
                assertThat(cleaned.getAndSet(false)).as("on %s", level).isTrue();
            }
        }
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> Async.withTimeout(SHORT, () -> loop.call(this::worksAndCleansUp)));
        assertThat(cleaned.getAndSet(false)).isTrue();
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> Async.withTimeout(SHORT, this::worksAndCleansUp))
                .withMessageContaining("did not end within").withMessageContaining("PT0.02S");
        assertThat(cleaned).isTrue();
    }

    private String worksAndCleansUp() {
        try {
            Async.sleep(LONG);
            return "never";
        } finally {
            Async.shielded(() -> {
                Async.sleep(Duration.ofMillis(30));
                cleaned.set(true);
                return null;
            });
        }
    }

    @Test
    @DisplayName("D1: plain blocking code is interrupted, and its cleanup awaited")
    void interruptsPlainCode() {
        Callable<String> plain = () -> {
            try {
                Thread.sleep(LONG);
                return "never";
            } finally {
                Thread.sleep(30);
                cleaned.set(true);
            }
        };
        try (ThreadPool pool = ThreadPool.open()) {
            for (Level level : new Level[]{loop, pool}) {
                assertTimesOut(begun(level, plain));
                assertThat(cleaned.getAndSet(false)).as("on %s", level).isTrue();
            }
        }
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> Async.withTimeout(SHORT, plain));
        assertThat(cleaned).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).as("the limit's interrupt stays inside").isFalse();
    }

    @Test
    @DisplayName("D1: a cleanup that fails is what is reported, and one that ends with a value gives it")
    void reportsHowTheCleanupEnded() throws TimeoutException {
        IllegalStateException failed = new IllegalStateException("the cleanup failed");
        Callable<String> failing = () -> {
            try {
                Async.sleep(LONG);
                return "never";
            } catch (CancelledException cancelled) {
                throw failed;
            }
        };
        assertThatThrownBy(() -> begun(loop, failing).result(SHORT)).isSameAs(failed);
        assertThatThrownBy(() -> Async.withTimeout(SHORT, failing)).isSameAs(failed);
        assertThat(begun(loop, this::valueAllTheSame).result(SHORT)).isEqualTo("value all the same");
        assertThat(Async.withTimeout(SHORT, this::valueAllTheSame)).isEqualTo("value all the same");
    }

    private String valueAllTheSame() {
        try {
            Async.sleep(LONG);
            return "never";
        } catch (CancelledException cancelled) {
            return "value all the same";
        }
    }

    @Test
    @DisplayName("D1: a limit inside a coroutine lets the others of the loop run while it waits for the cleanup")
    void waitsInsideACoroutine() {
        AtomicBoolean otherRan = new AtomicBoolean();
        loop.call(() -> {
            Task<String> slow = loop.start(this::worksAndCleansUp);
            Async.yieldNow();
            loop.start(() -> otherRan.set(true));
            assertTimesOut(slow);
            assertThat(cleaned).isTrue();
        });
        assertThat(otherRan).isTrue();
    }

    @Test
    @DisplayName("D1: when one of two waiters runs out of time, the other learns that the task was cancelled and why")
    void tellsTheOtherWaiter() {
        CountDownLatch waiting = new CountDownLatch(1);
        Task<Void> task = loop.start(() -> Async.sleep(LONG));
        ForeignThread<Void> patient = ForeignThread.of(() -> {
            waiting.countDown();
            return task.result();
        });
        Eventually.until(() -> waiting.getCount() == 0);
        patient.awaitWaiting();
        assertTimesOut(task);
        assertThat(patient.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("did not end within");
    }

    @Test
    @DisplayName("D6: a TimeoutException of the work's own passes unchanged")
    void passesTheWorksOwnTimeout() {
        TimeoutException own = new TimeoutException("the database did not answer");
        Callable<String> work = () -> {
            throw own;
        };
        assertThatThrownBy(() -> loop.start(work).result(LONG)).isSameAs(own);
        assertThatThrownBy(() -> Async.withTimeout(LONG, () -> loop.call(work))).isSameAs(own);
    }

    @Test
    @DisplayName("D6: a task that was being cancelled for another reason when the time was up stays cancelled for it")
    void keepsAForeignCancelApart() {
        CompletableFuture<Void> cleanup = new CompletableFuture<>();
        CountDownLatch began = new CountDownLatch(1);
        Task<Void> task = loop.start(() -> {
            try {
                began.countDown();
                Async.sleep(LONG);
            } finally {
                Async.shielded(() -> Async.await(cleanup));
            }
        });
        Eventually.until(() -> began.getCount() == 0);
        task.cancel("not needed any more");
        ForeignThread<Void> waiter = ForeignThread.of(() -> task.result(SHORT));
        loop.callLater(SHORT.multipliedBy(5), () -> cleanup.complete(null));
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class).hasMessage("not needed any more");
    }

    @Test
    @DisplayName("A5: thousands of limits that pass while the work ends leave either a value or a time-out, and no interrupt")
    void racesWithCompletion() {
        int timeouts = 0;
        for (int i = 0; i < 2000; i++) {
            long nanos = 1_000 + i * 37 % 60_000;
            Task<Integer> task = loop.start(() -> {
                long end = System.nanoTime() + 30_000;
                while (System.nanoTime() < end) {
                    Async.yieldNow();
                }
                return 1;
            });
            try {
                assertThat(task.result(Duration.ofNanos(nanos))).isEqualTo(1);
                assertThat(task.isCancelled()).isFalse();
            } catch (TimeoutException timedOut) {
                timeouts++;
                assertThat(task.isCancelled()).isTrue();
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        assertThat(timeouts).as("some limits pass and some do not").isBetween(1, 2000);
        Eventually.until(() -> loop.stats().pending() == 0);
    }

    @Test
    @DisplayName("A5: a limit on plain code never leaves its interrupt on the thread")
    void neverLeaksItsInterrupt() {
        for (int i = 0; i < 2000; i++) {
            long spin = 20_000 + i * 53 % 60_000;
            try {
                Async.withTimeout(Duration.ofNanos(50_000), () -> {
                    long end = System.nanoTime() + spin;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    return null;
                });
            } catch (TimeoutException unexpected) {
                throw new AssertionError("the work ended with a value", unexpected);
            }
            assertThat(Thread.currentThread().isInterrupted()).as("round %s", i).isFalse();
        }
    }
}
