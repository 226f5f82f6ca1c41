package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A limit that is over before it begins. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZeroLimitTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("zero"));
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        loop.close();
    }

    static Stream<Duration> overLimits() {
        return Stream.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(-1),
                Duration.ofSeconds(Long.MIN_VALUE));
    }

    @ParameterizedTest(name = "D3: work that has not begun never does, limit {0}")
    @MethodSource("overLimits")
    void neverBegins(Duration limit) {
        loop.call(() -> {
            Task<Integer> queued = loop.start(runs::incrementAndGet);
            assertTimesOut(queued, limit);
            Async.yieldNow();
        });
        assertThat(runs).hasValue(0);
        assertThat(loop.stats().pending()).isZero();
    }

    @ParameterizedTest(name = "D3, A18: a busy loop does not make a limit that is over wait, limit {0}")
    @MethodSource("overLimits")
    void doesNotWaitForABusyLoop(Duration limit) {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        Task<Boolean> holder = loop.start(() -> {
            holding.countDown();
            go.await();
            return true;
        });
        Eventually.until(() -> holding.getCount() == 0);
        Task<Integer> queued = loop.start(runs::incrementAndGet);
        assertTimesOut(queued, limit);
        go.countDown();
        assertThat(holder.result()).isTrue();
        assertThat(loop.call(runs::get)).isZero();
    }

    @ParameterizedTest(name = "D3: a job that queues in a full pool never begins, limit {0}")
    @MethodSource("overLimits")
    void neverBeginsOnAPool(Duration limit) {
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            CountDownLatch go = new CountDownLatch(1);
            Task<Void> running = pool.start(() -> go.await());
            Task<Integer> queued = pool.start(runs::incrementAndGet);
            assertTimesOut(queued, limit);
            go.countDown();
            running.result();
        }
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest(name = "D3: a scope whose limit is over does not begin, limit {0}")
    @MethodSource("overLimits")
    void neverEntersTheScope(Duration limit) {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> Async.withTimeout(limit, runs::incrementAndGet))
                .withMessageContaining("over before the work began");
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> Async.withDeadline(limit, deadline -> runs.incrementAndGet()));
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest(name = "D3: finished work gives its result, limit {0}")
    @MethodSource("overLimits")
    void givesWhatIsThere(Duration limit) throws TimeoutException {
        Task<Integer> done = loop.start(runs::incrementAndGet);
        done.result();
        assertThat(done.result(limit)).isEqualTo(1);
        IllegalArgumentException error = new IllegalArgumentException("failed before");
        Task<Object> failed = loop.start(() -> {
            throw error;
        });
        failed.outcome();
        assertThatThrownBy(() -> failed.result(limit)).isSameAs(error);
        Task<Void> cancelled = loop.start(() -> Async.sleep(LONG));
        cancelled.cancel("before");
        cancelled.outcome();
        assertThatThrownBy(() -> cancelled.result(limit)).isInstanceOf(CancelledException.class).hasMessage("before");
    }

    @ParameterizedTest(name = "D3: started work is cancelled and awaited, limit {0}")
    @MethodSource("overLimits")
    void cancelsAndAwaitsWhatRuns(Duration limit) {
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean cleaned = new AtomicBoolean();
        Task<Void> task = loop.start(() -> {
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
        Eventually.until(() -> began.getCount() == 0);
        assertTimesOut(task, limit);
        assertThat(cleaned).isTrue();
    }

    @Test
    void doesNotTouchTheInterruptFlag() {
        ForeignThread<Integer> caller = ForeignThread.of(() -> {
            Thread.currentThread().interrupt();
            return loop.start(runs::incrementAndGet).result(Duration.ZERO);
        });
        caller.awaitWaiting();
        assertThat(caller.wasInterrupted()).isTrue();
    }

    private static void assertTimesOut(Task<?> task, Duration limit) {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> task.result(limit));
        assertThat(task.isCancelled()).isTrue();
    }
}
