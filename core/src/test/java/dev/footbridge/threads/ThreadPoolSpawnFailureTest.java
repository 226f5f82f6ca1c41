package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadPoolSpawnFailureTest {

    private final AtomicBoolean broken = new AtomicBoolean();
    private final OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
    private final ThreadFactory factory = job -> {
        if (broken.get()) {
            throw noThread;
        }
        return Thread.ofVirtual().unstarted(job);
    };

    private ThreadPool open(int limit) {
        return ThreadPool.open(o -> o.withName("frail").withLimit(limit).withThreadFactory(factory));
    }

    @Test
    @DisplayName("B15: without a thread the task fails with a clear error and its cause, and the place is free again")
    void failsTheTaskAndFreesThePlace() {
        try (ThreadPool pool = open(1)) {
            broken.set(true);
            AtomicInteger runs = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.call(runs::incrementAndGet))
                        .isInstanceOf(RejectedExecutionException.class)
                        .hasMessageContaining("thread pool 'frail' could not start a thread for frail/")
                        .hasCause(noThread);
            }
            assertThat(pool.stats().running()).isZero();
            assertThat(runs.get()).isZero();

            broken.set(false);
            assertThat(pool.call(() -> 1)).isEqualTo(1);
            Eventually.until(() -> pool.tryStart(() -> 2).isPresent());
        }
    }

    @Test
    @DisplayName("B15: a factory that returns null or a thread that was started is a clear error, too")
    void namesAFactoryThatReturnsNothingOfUse() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withThreadFactory(_ -> null))) {
            assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                    .hasRootCauseMessage("the thread factory returned no thread");
        }
        try (ThreadPool pool = ThreadPool.open(o -> o.withThreadFactory(_ -> Thread.currentThread()))) {
            assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                    .hasCauseInstanceOf(IllegalThreadStateException.class);
        }
    }

    @Test
    @DisplayName("B15: a job's own error stays its own when its place cannot be given to the next one")
    void keepsTheErrorOfAJobApartFromThatOfTheNextThread() {
        try (ThreadPool pool = open(1); Gate gate = new Gate()) {
            IOException own = new IOException("own");
            Task<Object> first = pool.start((Callable<Object>) () -> {
                gate.pass();
                throw own;
            });
            gate.awaitArrivals(1);
            Task<Integer> second = pool.start(() -> 2);
            Task<Integer> third = pool.start(() -> 3);
            broken.set(true);
            gate.open();

            assertThat(first.outcome()).isEqualTo(new Outcome.Failure<>(own));
            assertThatThrownBy(second::result).isInstanceOf(RejectedExecutionException.class).hasCause(noThread);
            assertThatThrownBy(third::result).isInstanceOf(RejectedExecutionException.class).hasCause(noThread);
            Eventually.until(() -> pool.stats().ended() == 3);
            assertThat(pool.stats().running()).isZero();
        }
    }

    @Test
    @DisplayName("B15: a job that waits keeps its value when its place cannot be given to the next one")
    void letsAWaitingJobGoOn() {
        try (ThreadPool pool = open(1)) {
            Task<String> outer = pool.start(() -> {
                Task<Integer> inner = pool.start(() -> 1);
                broken.set(true);
                return inner.outcome().isSuccess() ? "ran" : "refused";
            });

            assertThat(outer.result()).isEqualTo("refused");
            Eventually.until(() -> pool.stats().ended() == 2);
            assertThat(pool.stats().running()).isZero();
            assertThat(pool.stats().waiting()).isZero();
        }
    }

    @Test
    @DisplayName("B15: no place is lost where every other thread cannot be had")
    void losesNoPlaceWhereThreadsFailNowAndThen() {
        AtomicInteger asked = new AtomicInteger();
        ThreadFactory moody = job -> asked.incrementAndGet() % 2 == 0 ? null : Thread.ofVirtual().unstarted(job);
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(3).withThreadFactory(moody))) {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                tasks.add(pool.start(() -> 1));
            }
            Async.complete(tasks);

            assertThat(tasks.stream().filter(task -> task.outcome().isSuccess())).hasSize(250);
            Eventually.until(() -> pool.stats().ended() == 500);
            assertThat(pool.stats().running()).isZero();
        }
    }
}
