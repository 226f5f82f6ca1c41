package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Task;
import dev.footbridge.testing.CapturedLog;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the end of a pool tells, and what it leaves behind. */
@Timeout(30)
class ThreadPoolEndTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final Gate gate = new Gate();

    private ThreadPool open(int limit, Duration closeTimeout, Duration abortTimeout) {
        return ThreadPool.open(o -> o.withName("ending").withLimit(limit).withCloseTimeout(closeTimeout)
                .withAbortTimeout(abortTimeout).withFailureHandler(reported));
    }

    private ThreadPool open(int limit) {
        return open(limit, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    @Test
    void hasSettledEveryTaskOnceItIsClosed() {
        for (int round = 0; round < 500; round++) {
            ThreadPool pool = open(4);
            List<Task<Object>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(pool.start((Callable<Object>) () -> {
                    throw new IOException("unseen");
                }));
            }
            pool.close();

            assertThat(tasks).allMatch(Task::isDone);
            assertThat(reported.all()).hasSize(4 * (round + 1));
        }
    }

    @Test
    void namesWhatWillNotStopAndSettlesIt() {
        ThreadPool pool = open(1, Duration.ZERO, Duration.ofMillis(20));
        Task<Void> stuck = pool.start(gate::passDeaf);
        gate.awaitArrivals(1);
        Task<Integer> queued = pool.start(() -> 1);

        pool.close();

        assertThat(stuck.isCancelled()).isTrue();
        assertThat(queued.isCancelled()).isTrue();
        assertThat(reported.all()).singleElement().satisfies(report -> {
            assertThat(report.task()).isEqualTo("ending/ThreadPoolEndTest lambda");
            assertThat(report.failure()).isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("did not stop within PT0.02S of being cancelled");
            assertThat(report.failure().getStackTrace()).extracting(StackTraceElement::getMethodName)
                    .contains("passDeaf");
        });
        gate.open();
    }

    @Test
    void reportsFailuresNobodyLookedAtOnce() {
        IOException unseen = new IOException("unseen");
        IOException seen = new IOException("seen");
        ThreadPool pool = open(1);
        Task<Object> dropped = pool.start((Callable<Object>) () -> {
            throw unseen;
        });
        Task<Object> looked = pool.start((Callable<Object>) () -> {
            throw seen;
        });
        assertThatThrownBy(looked::result).isSameAs(seen);

        pool.close();
        pool.close();

        assertThat(reported.failures()).containsExactly(unseen);
        assertThat(dropped.exceptionNow()).isSameAs(unseen);
    }

    @Test
    void closesAllTheSameWhenTheFailureHandlerFails() {
        IllegalStateException broken = new IllegalStateException("the handler is broken");
        IOException unseen = new IOException("unseen");
        try (CapturedLog log = CapturedLog.open()) {
            ThreadPool pool = ThreadPool.open(o -> o.withFailureHandler((_, _) -> {
                throw broken;
            }));
            Task<Object> failed = pool.start((Callable<Object>) () -> {
                throw unseen;
            });
            Eventually.until(failed::isDone);

            pool.close();

            assertThat(pool.isClosed()).isTrue();
            assertThat(failed.state()).isEqualTo(Future.State.FAILED);
            assertThat(log.thrown()).containsExactly(broken);
            assertThat(broken.getSuppressed()).containsExactly(unseen);
        }
    }

    @Test
    @DisplayName("B16: after the close of a pool none of its threads is left")
    void leavesNoThreadBehind() {
        List<Thread> threads = new ArrayList<>();
        ThreadPool pool = ThreadPool.open(o -> o.withLimit(4).withThreadFactory(job -> {
            Thread thread = Thread.ofPlatform().unstarted(job);
            threads.add(thread);
            return thread;
        }));
        for (int i = 0; i < 20; i++) {
            pool.call(() -> 1);
        }
        pool.close();

        assertThat(threads).hasSize(20);
        Eventually.until(() -> threads.stream().noneMatch(Thread::isAlive));
    }
}
