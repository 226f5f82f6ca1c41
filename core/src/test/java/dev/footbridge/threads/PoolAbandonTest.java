package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three ways to end a pool, while it is busy, whatever its threads. */
@Timeout(60)
class PoolAbandonTest {

    /** A pool in which two jobs may run at once. */
    enum Kind {
        VIRTUAL(o -> o.withLimit(2)), PLATFORM(
                o -> o.withLimit(2).withThreadFactory(Thread.ofPlatform().daemon().factory())), ELASTIC(
                        o -> o.withThreads(Threads.elastic().withMax(2)));

        private final UnaryOperator<ThreadPoolOptions> options;

        Kind(UnaryOperator<ThreadPoolOptions> options) {
            this.options = options;
        }
    }

    private final ReportedFailures reported = new ReportedFailures();
    private final Gate gate = new Gate();

    private ThreadPool open(Kind kind, Duration timeout) {
        return ThreadPool.open(o -> kind.options.apply(o.withName("left").withFailureHandler(reported)
                .withCloseTimeout(timeout).withAbortTimeout(timeout)));
    }

    @AfterEach
    void openTheGate() {
        gate.open();
    }

    private List<Task<Void>> busy(ThreadPool pool) {
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(pool.start(gate::passDeaf));
        }
        gate.awaitArrivals(2);
        return tasks;
    }

    private void checkQuiet(ThreadPool pool) {
        gate.open();
        Eventually.until(() -> pool.stats().ended() == pool.stats().started() && pool.stats().size() == 0);
        assertThat(pool.stats().running()).isZero();
        assertThat(pool.stats().waiting()).isZero();
        assertThat(pool.stats().queued()).isZero();
        assertThat(gate.arrivals()).as("jobs that ran").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 7: abandon settles all tasks, drops the queue, waits for nobody and counts threads to their end")
    void abandons(Kind kind) {
        ThreadPool pool = open(kind, Duration.ofHours(1));
        List<Task<Void>> tasks = busy(pool);

        pool.abandon();

        assertThat(tasks).allMatch(Task::isCancelled);
        assertThat(pool.isClosed()).isTrue();
        assertThat(pool.stats().running()).isEqualTo(2);
        assertThat(pool.stats().queued()).isZero();
        assertThat(pool.stats().size()).isEqualTo(2);
        assertThat(reported.all()).hasSize(2).allSatisfy(report -> {
            assertThat(report.failure()).isInstanceOf(TimeoutException.class)
                    .hasMessage("left/PoolAbandonTest lambda was abandoned and goes on without an owner");
            assertThat(report.failure().getStackTrace()).extracting(StackTraceElement::getMethodName)
                    .contains("passDeaf");
        });
        assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessage("thread pool 'left' is closed: open another");
        pool.abandon();
        pool.abort();
        pool.close();
        checkQuiet(pool);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("abandon interrupts what runs, and may be called by a job of the pool, which is abandoned, too")
    void abandonsFromInside(Kind kind) {
        ThreadPool pool = open(kind, Duration.ofHours(1));
        Task<Void> other = pool.start(gate::pass);
        gate.awaitArrivals(1);
        Gate told = new Gate();
        Task<Void> own = pool.start(() -> {
            pool.abandon();
            assertThat(pool.isClosed()).isTrue();
            assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class);
            told.pass();
        });
        Eventually.until(() -> own.isDone() && other.isDone()); // one after the other, and this looks on
        assertThat(own.isCancelled()).isTrue();
        assertThat(other.isCancelled()).isTrue();
        Eventually.until(() -> pool.stats().size() == 0);
        assertThat(pool.stats().ended()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 7: close and abort are bounded and name what would not stop")
    void closesInBoundedTime(Kind kind) {
        ThreadPool pool = open(kind, Duration.ofMillis(20));
        List<Task<Void>> tasks = busy(pool);

        pool.close();

        assertThat(tasks).allMatch(Task::isCancelled);
        assertThat(reported.all()).hasSize(2)
                .allSatisfy(report -> assertThat(report.failure()).hasMessageContaining("did not stop within PT0.02S"));
        checkQuiet(pool);
    }

    @ParameterizedTest
    @EnumSource
    void letsJobsFinishOnClose(Kind kind) {
        ThreadPool pool = open(kind, Duration.ofSeconds(30));
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int value = i;
            tasks.add(pool.start(() -> pool.call(() -> value)));
        }
        pool.close();
        assertThat(tasks).allMatch(Task::isDone);
        assertThat(tasks.stream().map(Task::resultNow)).hasSize(100).isSorted();
        assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class);
        Eventually.until(() -> pool.stats().size() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void cannotBeClosedByItsOwnJob(Kind kind) {
        try (ThreadPool pool = open(kind, Duration.ofSeconds(30))) {
            Task<Void> closing = pool.start(pool::close);
            assertThatThrownBy(closing::result).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be closed by one of its own jobs");
            assertThat(pool.call(() -> 1)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a dump says in words what each job does")
    void dumps(Kind kind) {
        ThreadPool pool = open(kind, Duration.ofSeconds(30));
        Task<Void> waiting = pool.start(() -> {
            pool.call(() -> gate.pass());
        });
        gate.awaitArrivals(1);
        Task<Void> blocked = pool.start(gate::passDeaf);
        gate.awaitArrivals(2);
        blocked.cancel("enough of it");
        Task<Void> queued = pool.start(() -> {});
        String dump = pool.dump();
        assertThat(dump).startsWith("thread pool 'left': ThreadPoolStats[name=left, limit=2,")
                .contains("left/PoolAbandonTest lambda: waits, without a place, on ")
                .contains(", cancelled: enough of it\n").contains("left/PoolAbandonTest lambda: queued\n")
                .contains("left/PoolAbandonTest lambda: is blocked on ").contains("    at ").contains("Gate.pass(");
        gate.open();
        pool.close();
        assertThat(waiting.isDone() && queued.isDone()).isTrue();
        assertThat(pool.dump()).doesNotContain("PoolAbandonTest");
    }
}
