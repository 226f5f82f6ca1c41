package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An elastic pool that cannot have a thread. */
@Timeout(60)
class ElasticPoolFailureTest {

    private final AtomicBoolean broken = new AtomicBoolean();
    private final OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
    private final ThreadFactory frail = job -> {
        if (broken.get()) {
            throw noThread;
        }
        return Thread.ofPlatform().daemon().unstarted(job);
    };

    private ThreadPool open(ThreadFactory factory) {
        return ThreadPool.elastic(o -> o.withName("frail").withThreads(Threads.elastic().withFactory(factory)));
    }

    @Test
    @DisplayName("B15: with no thread at all the task fails with a clear error, and the place is free again")
    void failsWithoutAnyThread() {
        try (ThreadPool pool = open(frail)) {
            broken.set(true);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                        .hasMessageContaining("thread pool 'frail' could not start a thread for frail/")
                        .hasCause(noThread);
            }
            assertThat(pool.stats().running()).isZero();
            assertThat(pool.stats().size()).isZero();
            broken.set(false);
            assertThat(pool.call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("B15: while another thread lives the job waits for that one, and the stats say why")
    void leavesTheJobToAThreadThatLives() {
        try (ThreadPool pool = open(frail); Gate gate = new Gate()) {
            Task<Void> running = pool.start(gate::pass);
            gate.awaitArrivals(1);
            broken.set(true);
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int value = i;
                tasks.add(pool.start(() -> value));
            }
            assertThat(pool.stats().queued()).isEqualTo(10);
            assertThat(pool.stats().lastChange())
                    .isEqualTo("stopped at 1: the last thread asked for could not be made");

            gate.open();
            assertThat(Async.gather(tasks)).hasSize(10).isSorted();
            running.result();
            assertThat(pool.stats().size()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("B15: a job that waits for one that cannot have a thread is told so")
    void letsAWaitingJobGoOn() {
        try (ThreadPool pool = open(frail)) {
            String seen = pool.call(() -> {
                broken.set(true);
                Task<Integer> inner = pool.start(() -> 1);
                return inner.outcome().isSuccess() ? "ran" : "refused";
            });
            assertThat(seen).isEqualTo("refused");
            Eventually.until(() -> pool.stats().ended() == 2);
            assertThat(pool.stats().running()).isZero();
            assertThat(pool.stats().waiting()).isZero();
        }
    }

    @Test
    @DisplayName("B15: no place and no job is lost where every other thread cannot be had")
    void losesNothingWhereThreadsFailNowAndThen() {
        AtomicInteger asked = new AtomicInteger();
        ThreadFactory moody = job -> asked.incrementAndGet() % 2 == 0
                ? null
                : Thread.ofPlatform().daemon().unstarted(job);
        try (ThreadPool pool = open(moody)) {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                tasks.add(pool.start(() -> 1));
            }
            Async.complete(tasks);
            Eventually.until(() -> pool.stats().ended() == 500);
            assertThat(pool.stats().running()).isZero();
            assertThat(pool.stats().queued()).isZero();
        }
    }

    @Test
    @DisplayName("B15: a factory that returns a thread that was started is a clear error, too")
    void namesAFactoryThatReturnsNothingOfUse() {
        try (ThreadPool pool = open(_ -> Thread.currentThread())) {
            assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                    .hasCauseInstanceOf(IllegalThreadStateException.class);
            assertThat(pool.stats().size()).isZero();
        }
    }
}
