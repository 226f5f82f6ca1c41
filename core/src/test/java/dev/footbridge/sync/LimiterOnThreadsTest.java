package dev.footbridge.sync;

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
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A limiter counts threads that really run, whatever has become of their tasks. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimiterOnThreadsTest {

    private static final int LIMIT = 3;

    private final ReportedFailures reported = new ReportedFailures();
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withFailureHandler(reported));
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final Limiter limiter = Limiter.of(LIMIT);
    private final Gate gate = new Gate();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void close() {
        gate.close();
        loop.abort();
        pool.abort();
    }

    /** Runs until the gate opens, deaf to cancels. */
    private Callable<Integer> job() {
        return limiter.limited(() -> {
            highest.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                gate.passDeaf();
                return ended.incrementAndGet();
            } finally {
                running.decrementAndGet();
            }
        });
    }

    private void checkThatAllPlacesAreFree() {
        Eventually.until(() -> limiter.stats().running() == 0);
        assertThat(limiter.stats()).isEqualTo(new LimiterStats(LIMIT, 0, 0, LIMIT));
        assertThat(highest).as("the most at once").hasValue(LIMIT);
        assertThat(reported.all()).isEmpty();
    }

    @ParameterizedTest(name = "B14: of many jobs on threads only so many run at once, cancelled ones included ({0})")
    @EnumSource(OnCancel.class)
    void countsThreadsAndNotTasks(OnCancel onCancel) {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tasks.add(pool.start(job(), onCancel));
        }
        gate.awaitArrivals(LIMIT);
        Eventually.until(() -> limiter.stats().waiting() == 9);
        tasks.subList(0, 6).forEach(Task::cancel);
        if (onCancel == OnCancel.ABANDON) {
            Eventually.until(() -> tasks.subList(0, 6).stream().allMatch(Task::isDone));
        }
        assertThat(limiter.stats().running()).isEqualTo(LIMIT);
        assertThat(limiter.tryAcquire()).isEmpty();
        assertThat(gate.arrivals()).isEqualTo(LIMIT);
        gate.open();
        Eventually.until(() -> tasks.stream().allMatch(Task::isDone));
        assertThat(tasks.subList(6, 12)).as("all queued calls ran in the end").allMatch(task -> task.result() > 0);
        checkThatAllPlacesAreFree();
    }

    @Test
    @DisplayName("B14: an abandoned call keeps its place until its thread ends, and only then the next begins")
    void keepsThePlaceOfAnAbandonedCall() {
        List<Task<Integer>> abandoned = new ArrayList<>();
        for (int i = 0; i < LIMIT; i++) {
            abandoned.add(pool.start(job(), OnCancel.ABANDON));
        }
        gate.awaitArrivals(LIMIT);
        abandoned.forEach(task -> {
            task.cancel("no longer wanted");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("no longer wanted"));
        });
        assertThat(running).hasValue(LIMIT);
        assertThat(limiter.stats()).isEqualTo(new LimiterStats(LIMIT, LIMIT, 0, LIMIT));
        Task<Integer> next = loop.start(job());
        Eventually.until(() -> limiter.stats().waiting() == 1);
        assertThat(next.isDone()).isFalse();
        gate.open();
        assertThat(next.result()).isPositive();
        checkThatAllPlacesAreFree();
        assertThat(ended).hasValue(LIMIT + 1);
    }

    @Test
    @DisplayName("B14: a call that a coroutine made, and abandoned when it was cancelled, keeps its place")
    void keepsThePlaceWhenTheCallerIsCancelled() {
        Task<Integer> caller = loop.start(() -> Async.toThread(job(), OnCancel.ABANDON).result());
        gate.awaitArrivals(1);
        caller.cancel("enough");
        assertThat(caller.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(limiter.stats().running()).isOne();
        gate.open();
        Eventually.until(() -> limiter.stats().running() == 0);
        assertThat(ended).hasValue(1);
    }

    @Test
    @DisplayName("B14: a limit by time leaves no place behind, nor gives one away too early")
    void keepsThePlaceWhenTheTimeIsOver() {
        Task<Integer> task = pool.start(job(), OnCancel.ABANDON);
        gate.awaitArrivals(1);
        assertThatThrownBy(() -> task.result(Duration.ofMillis(2)))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(limiter.stats().running()).isOne();
        gate.open();
        Eventually.until(() -> limiter.stats().running() == 0);
    }

    @Test
    @DisplayName("B14: an interrupt that ends the job gives the place to the next")
    void givesThePlaceOnWhenAnInterruptEndsTheJob() {
        Limiter one = Limiter.of(1);
        Task<Void> first = pool.start(one.limited(() -> {
            gate.pass();
            return null;
        }));
        gate.awaitArrivals(1);
        Task<String> second = pool.start(one.limited(() -> "second"));
        Eventually.until(() -> one.stats().waiting() == 1);
        first.cancel("enough");
        assertThat(second.result()).isEqualTo("second");
        assertThatThrownBy(first::result).isInstanceOf(CancelledException.class);
        assertThat(one.stats()).isEqualTo(new LimiterStats(1, 0, 0, 1));
    }

    @Test
    @DisplayName("B15: a job that gets no thread takes no place")
    void takesNoPlaceWithoutAThread() {
        try (ThreadPool threadless = ThreadPool.open(o -> o.withThreadFactory(_ -> {
            throw new OutOfMemoryError("unable to create native thread");
        }))) {
            Task<Integer> task = threadless.start(job());
            assertThatThrownBy(task::result).isInstanceOf(RejectedExecutionException.class);
        }
        assertThat(limiter.stats()).isEqualTo(new LimiterStats(LIMIT, 0, 0, 0));
    }

    @Test
    @DisplayName("one limiter over several levels counts them together")
    void countsAllLevelsTogether() {
        List<Task<Integer>> tasks = new ArrayList<>();
        tasks.add(pool.start(job()));
        tasks.add(Async.toThread(job()));
        gate.awaitArrivals(2);
        tasks.add(loop.start(() -> Async.await(pool.start(job()))));
        gate.awaitArrivals(3);
        for (int i = 0; i < 3; i++) {
            tasks.add(pool.start(job()));
        }
        Eventually.until(() -> limiter.stats().waiting() == 3);
        gate.open();
        assertThat(tasks).allMatch(task -> task.result() > 0);
        checkThatAllPlacesAreFree();
    }
}
