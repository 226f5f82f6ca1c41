package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadPoolCloseTest {

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
    void letsRunningAndQueuedJobsFinish() {
        ThreadPool pool = open(2);
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int value = i;
            tasks.add(pool.start(() -> {
                gate.pass();
                return value;
            }));
        }
        gate.awaitArrivals(2);
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            pool.close();
            return tasks.stream().allMatch(Task::isDone);
        }).awaitWaiting();
        assertThat(closer.hasEnded()).isFalse();

        gate.open();

        assertThat(closer.value()).isTrue();
        assertThat(Async.gather(tasks)).hasSize(20).isSorted();
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void closesAtOnceWhenNothingRuns() {
        ThreadPool unused = open(1);
        unused.close();
        ThreadPool used = open(1);
        used.call(() -> 1);
        used.close();
        used.close();
        used.abort();

        assertThat(unused.isClosed()).isTrue();
        assertThat(used.isClosed()).isTrue();
    }

    @Test
    void cancelsJobsThatOutlastTheCloseTimeout() {
        ThreadPool pool = open(1, Duration.ofMillis(20), Duration.ofSeconds(20));
        Task<Void> running = pool.start(() -> Thread.sleep(60_000));
        Task<Integer> queued = pool.start(() -> 1);

        pool.close();

        assertThat(running.isCancelled()).isTrue();
        assertThat(queued.isDone()).isTrue();
        assertThatThrownBy(running::result).isInstanceOf(CancelledException.class)
                .hasMessage("thread pool 'ending' was closed and the task did not end within PT0.02S");
        assertThat(reported.all()).isEmpty();
    }

    @Test
    void cancelsAtOnceWhenTheCloseTimeoutIsZero() {
        ThreadPool pool = open(1, Duration.ZERO, Duration.ofSeconds(20));
        Task<Void> running = pool.start(() -> Thread.sleep(60_000));

        pool.close();

        assertThat(running.isCancelled()).isTrue();
    }

    @Test
    void abortsWhatRunsAndWhatQueues() {
        AtomicInteger runs = new AtomicInteger();
        ThreadPool pool = open(1);
        Task<Void> running = pool.start(gate::pass);
        gate.awaitArrivals(1);
        List<Task<Integer>> queued = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            queued.add(pool.start(runs::incrementAndGet));
        }

        pool.abort();

        assertThat(running.isCancelled()).isTrue();
        assertThat(queued).allMatch(Task::isCancelled);
        assertThat(runs.get()).isZero();
        assertThatThrownBy(running::result).hasMessage("thread pool 'ending' was aborted");
    }

    @Test
    void waitsForTheCleanupOfWhatItAborts() {
        AtomicInteger cleaned = new AtomicInteger();
        ThreadPool pool = open(4);
        for (int i = 0; i < 4; i++) {
            pool.start(() -> {
                try {
                    gate.pass();
                } finally {
                    Async.shielded(() -> {
                        Async.sleep(Duration.ofMillis(5));
                        return cleaned.incrementAndGet();
                    });
                }
            });
        }
        gate.awaitArrivals(4);

        pool.abort();

        assertThat(cleaned.get()).isEqualTo(4);
    }

    @Test
    void takesNothingAfterItsEnd() {
        ThreadPool pool = open(1);
        Task<Integer> before = pool.start(() -> 1);
        pool.close();

        String message = "thread pool 'ending' is closed: open another";
        assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(RejectedExecutionException.class).hasMessage(message);
        assertThatThrownBy(() -> pool.tryStart(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> pool.start(() -> CompletableFuture.completedFuture(1)))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(before.result()).isEqualTo(1);
        assertThat(pool.stats().started()).isEqualTo(1);
    }

    @Test
    void letsItsOwnJobsStartOthersWhileItCloses() {
        ThreadPool pool = open(2);
        Task<Integer> parent = pool.start(() -> {
            gate.pass();
            return pool.start(() -> pool.call(() -> 41)).result() + 1;
        });
        gate.awaitArrivals(1);
        ForeignThread<Void> closer = ForeignThread.of(() -> {
            pool.close();
            return null;
        });
        Eventually.until(pool::isClosed);

        assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessage("thread pool 'ending' is being closed and takes no new work: open another");

        gate.open();
        assertThat(parent.result()).isEqualTo(42);
        closer.value();
    }

    @Test
    void refusesToBeClosedByItsOwnJob() {
        try (ThreadPool pool = open(1)) {
            assertThatIllegalStateException().isThrownBy(() -> pool.call(pool::close))
                    .withMessage(
                            "thread pool 'ending' cannot be closed by one of its own jobs, which it would wait for:"
                                    + " close it from outside, or abort it");
            assertThat(pool.isClosed()).isFalse();
            assertThat(pool.call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    void isAbortedByItsOwnJobWhichIsCancelledItself() {
        ThreadPool pool = open(2);
        Task<Void> other = pool.start(gate::pass);
        gate.awaitArrivals(1);
        Task<Void> self = pool.start(() -> {
            pool.abort();
            Async.sleep(Duration.ofSeconds(60));
        });

        assertThat(self.outcome().isSuccess()).isFalse();
        assertThat(self.isCancelled()).isTrue();
        assertThat(other.outcome().isSuccess()).isFalse();
        assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class);
        pool.close();
    }

    @Test
    void cancelsItsJobsWhenTheClosingThreadIsInterrupted() {
        ThreadPool pool = open(1);
        Task<Void> running = pool.start(gate::pass);
        gate.awaitArrivals(1);
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            pool.close();
            return running.isDone();
        }).awaitWaiting();

        closer.interrupt();

        assertThat(closer.value()).isTrue();
        assertThat(closer.wasInterrupted()).isTrue();
        assertThat(running.isCancelled()).isTrue();
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void endsForAllWhoCloseItAtOnce() {
        ThreadPool pool = open(1);
        Task<Void> running = pool.start(gate::pass);
        gate.awaitArrivals(1);
        List<ForeignThread<Boolean>> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(ForeignThread.of(() -> {
                pool.close();
                return running.isDone();
            }).awaitWaiting());
        }
        gate.open();

        assertThat(closers).allMatch(ForeignThread::value);
    }

    @Test
    void endsWhenItIsAbortedWhileItCloses() {
        ThreadPool pool = open(1);
        Task<Void> running = pool.start(gate::pass);
        gate.awaitArrivals(1);
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            pool.close();
            return running.isCancelled();
        }).awaitWaiting();

        pool.abort();

        assertThat(closer.value()).isTrue();
    }
}
