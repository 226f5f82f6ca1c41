package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartReadyTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ReportedFailures reports = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("servers").withFailureHandler(reports));
    private final CompletableFuture<String> gate = new CompletableFuture<>();
    private final AtomicBoolean cleaned = new AtomicBoolean();

    @AfterEach
    void close() {
        loop.abort();
    }

    @Test
    @DisplayName("A13: returns what the job says when it is ready, and the job goes on")
    void returnsTheReadinessValue() {
        Started<Integer, String> server = loop.startReady(ready -> {
            Async.yieldNow();
            ready.accept(8080);
            return "served " + Async.await(gate);
        });
        assertThat(server.value()).isEqualTo(8080);
        assertThat(server.task().isDone()).isFalse();
        assertThat(loop.call(() -> "the loop is free")).isEqualTo("the loop is free");
        gate.complete("one");
        assertThat(server.task().result()).isEqualTo("served one");
    }

    @Test
    @DisplayName("A13: nothing as a readiness value, signalling twice, and signalling from another thread are fine")
    void takesAnySignal() {
        Started<Object, String> nothing = loop.startReady(ready -> {
            ready.accept(null);
            ready.accept("ignored");
            return "done";
        });
        assertThat(nothing.value()).isNull();
        assertThat(nothing.task().result()).isEqualTo("done");
        Started<String, String> elsewhere = loop.startReady(ready -> {
            Thread.startVirtualThread(() -> ready.accept("from elsewhere"));
            return Async.await(gate);
        });
        assertThat(elsewhere.value()).isEqualTo("from elsewhere");
        gate.complete("end");
        assertThat(elsewhere.task().result()).isEqualTo("end");
    }

    @Test
    @DisplayName("A13: a job that is ready and ends at once is both")
    void returnsAJobThatHasEnded() {
        Started<String, String> quick = loop.startReady(ready -> {
            ready.accept("ready");
            return "ended";
        });
        assertThat(quick.value()).isEqualTo("ready");
        assertThat(quick.task().result()).isEqualTo("ended");
    }

    @Test
    @DisplayName("A13: a crash before readiness is thrown by the start, and only there")
    void throwsACrashBeforeReadiness() {
        IOException crash = new IOException("the port is taken");
        assertThatThrownBy(() -> loop.startReady(_ -> {
            Async.yieldNow();
            throw crash;
        })).isSameAs(crash);
        AssertionError error = new AssertionError("an error");
        assertThatThrownBy(() -> loop.startReady(_ -> {
            throw error;
        })).isSameAs(error);
        loop.close();
        assertThat(reports.all()).isEmpty();
    }

    @Test
    @DisplayName("A13: a crash after readiness goes to the task")
    void leavesALaterCrashToTheTask() {
        IOException crash = new IOException("the disk is full");
        Started<String, Object> server = loop.startReady(ready -> {
            ready.accept("ready");
            Async.await(gate);
            throw crash;
        });
        gate.complete("go");
        assertThatThrownBy(() -> server.task().result()).isSameAs(crash);
        Started<String, Object> atOnce = loop.startReady(ready -> {
            ready.accept("ready");
            throw crash;
        });
        assertThat(atOnce.value()).isEqualTo("ready");
        assertThatThrownBy(() -> atOnce.task().result()).isSameAs(crash);
    }

    @Test
    @DisplayName("A13: ending without a signal is an error")
    void refusesAJobThatIsNeverReady() {
        assertThatIllegalStateException().isThrownBy(() -> loop.startReady(_ -> "the end"))
                .withMessageContaining("the end").withMessageContaining("never said that it was ready");
        assertThatThrownBy(() -> loop.startReady(_ -> {
            Async.currentTask().orElseThrow().cancel("cancelled before it was ready");
            Async.yieldNow();
            return "never";
        })).isInstanceOf(CancelledException.class).hasMessage("cancelled before it was ready");
        assertThat(loop.stats().pending()).isZero();
    }

    @Test
    @DisplayName("A13: an interrupt, a cancel or a limit of the wait for readiness ends the job, after its cleanup")
    void endsTheJobWithTheWait() {
        CountDownLatch began = new CountDownLatch(1);
        ForeignThread<Object> starter = ForeignThread.of(() -> loop.startReady(_ -> starts(began)));
        Eventually.until(() -> began.getCount() == 0);
        starter.interrupt();
        assertThat(starter.failure()).isInstanceOf(CancelledException.class);
        assertThat(starter.wasInterrupted()).isTrue();
        assertThat(cleaned.getAndSet(false)).isTrue();

        CountDownLatch inside = new CountDownLatch(1);
        Task<Object> coroutine = loop.start(() -> loop.<Object, String>startReady(_ -> starts(inside)));
        Eventually.until(() -> inside.getCount() == 0);
        coroutine.cancel("no longer needed");
        assertThatThrownBy(coroutine::result).isInstanceOf(CancelledException.class).hasMessage("no longer needed");
        assertThat(cleaned.getAndSet(false)).isTrue();

        CountDownLatch limited = new CountDownLatch(1);
        assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(50),
                () -> loop.<Object, String>startReady(_ -> starts(limited)))).isInstanceOf(TimeoutException.class);
        assertThat(cleaned.get()).isEqualTo(limited.getCount() == 0);
        Eventually.until(() -> loop.stats().pending() == 0);
    }

    private String starts(CountDownLatch began) {
        try {
            began.countDown();
            Async.sleep(LONG);
            return "never";
        } finally {
            Async.shielded(() -> {
                Async.sleep(Duration.ofMillis(10));
                return cleaned.getAndSet(true);
            });
        }
    }

    @Test
    @DisplayName("A13: a coroutine may start a job and wait for its readiness, and others run meanwhile")
    void startsInsideACoroutine() {
        assertThat(loop.call(() -> {
            loop.callSoon(() -> gate.complete("from the loop"));
            Started<String, String> server = loop.startReady(ready -> {
                ready.accept(Async.await(gate));
                return "ended";
            });
            return server.value() + ", " + server.task().result();
        })).isEqualTo("from the loop, ended");
    }

    @Test
    @DisplayName("A13, A10: a closed loop and a missing job are refused")
    void refusesWhatCannotStart() {
        assertThatNullPointerException().isThrownBy(() -> loop.startReady(null))
                .withMessageContaining("the job is null");
        loop.close();
        assertThatThrownBy(() -> loop.startReady(ready -> {
            ready.accept("never");
            return "never";
        })).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @DisplayName("A13: aborting the loop ends who waits for readiness")
    void endsTheWaitWithTheLoop() {
        CountDownLatch began = new CountDownLatch(1);
        ForeignThread<Object> starter = ForeignThread.of(() -> loop.startReady(_ -> starts(began)));
        Eventually.until(() -> began.getCount() == 0);
        loop.abort();
        assertThat(starter.failure()).isInstanceOf(CancelledException.class)
                .hasMessage("event loop 'servers' was aborted");
    }
}
