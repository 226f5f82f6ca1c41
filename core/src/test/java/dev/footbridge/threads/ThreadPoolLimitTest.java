package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadPoolLimitTest {

    private static ThreadPool limited(int limit) {
        return ThreadPool.open(o -> o.withName("small").withLimit(limit));
    }

    @Test
    @DisplayName("B14: never more jobs run at once than the limit says, and all queued ones run in the end")
    void neverRunsMoreThanItsLimit() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ThreadPool pool = limited(3)) {
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                tasks.add(pool.start(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                }));
            }
            assertThat(Async.complete(tasks)).allMatch(task -> task.outcome().isSuccess());

            assertThat(most.get()).isLessThanOrEqualTo(3);
            assertThat(pool.stats().peak()).isBetween(1, 3);
            assertThat(pool.stats().queued()).isZero();
        }
    }

    @Test
    void reachesItsLimit() {
        try (ThreadPool pool = limited(3); Gate gate = new Gate()) {
            for (int i = 0; i < 5; i++) {
                pool.start(gate::pass);
            }
            gate.awaitArrivals(3);

            assertThat(pool.stats()).isEqualTo(new ThreadPoolStats("small", 3, 3, 0, 2, 3, 5, 0, 0, 3, 0, 0,
                    0, 0, "each job has a thread of its own"));
            assertThat(gate.arrivals()).isEqualTo(3);
        }
    }

    @Test
    void queuesFirstInFirstOut() {
        List<Integer> order = new ArrayList<>();
        try (ThreadPool pool = limited(1); Gate gate = new Gate()) {
            List<Task<Void>> tasks = new ArrayList<>(List.of(pool.start(gate::pass)));
            for (int i = 0; i < 50; i++) {
                int number = i;
                tasks.add(pool.start(() -> {
                    order.add(number);
                }));
            }
            gate.open();
            Async.complete(tasks);
        }
        assertThat(order).hasSize(50).isSorted();
    }

    @Test
    void neverBlocksWhoeverSubmits() {
        try (ThreadPool pool = limited(1); Gate gate = new Gate()) {
            pool.start(gate::pass);
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                int value = i;
                tasks.add(pool.start(() -> value));
            }
            assertThat(pool.stats().queued()).isEqualTo(2_000);

            gate.open();
            assertThat(Async.gather(tasks)).hasSize(2_000).isSorted();
        }
    }

    @Test
    void refusesWhatCannotRunAtOnceWhenItsQueueLimitIsZero() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withName("tight").withLimit(1).withQueueLimit(0));
                Gate gate = new Gate()) {
            Task<Void> first = pool.start(gate::pass);

            assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("thread pool 'tight' is full (limit is 1, queueLimit is 0): wait for earlier jobs,"
                            + " or raise one of them");
            assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(RejectedExecutionException.class);
            assertThat(pool.stats().refused()).isEqualTo(2);
            assertThat(pool.stats().started()).isEqualTo(1);

            gate.open();
            first.result();
            Eventually.until(() -> pool.stats().running() == 0);
            assertThat(pool.call(() -> 2)).isEqualTo(2);
        }
    }

    @Test
    void refusesOnlyBeyondItsQueueLimit() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(1).withQueueLimit(2)); Gate gate = new Gate()) {
            pool.start(gate::pass);
            Task<Integer> second = pool.start(() -> 2);
            Task<Integer> third = pool.start(() -> 3);

            assertThatThrownBy(() -> pool.start(() -> 4)).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("queueLimit is 2");

            gate.open();
            assertThat(Async.gather(second, third)).containsExactly(2, 3);
        }
    }

    @Test
    void givesTheQueuePlaceOfACancelledJobAway() {
        AtomicInteger runs = new AtomicInteger();
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(1).withQueueLimit(1)); Gate gate = new Gate()) {
            pool.start(gate::pass);
            Task<Integer> dropped = pool.start(runs::incrementAndGet);

            assertThat(dropped.cancel("no longer wanted")).isTrue();
            assertThat(dropped.isCancelled()).isTrue();
            Task<Integer> next = pool.start(() -> 5);

            gate.open();
            assertThat(next.result()).isEqualTo(5);
        }
        assertThat(runs.get()).isZero();
    }

    @Test
    void triesToStartOnlyWhatNeedNotQueue() {
        try (ThreadPool pool = limited(1); Gate gate = new Gate()) {
            Optional<Task<Integer>> first = pool.tryStart(() -> {
                gate.pass();
                return 1;
            });
            assertThat(first).isPresent();

            assertThat(pool.tryStart(() -> 2)).isEmpty();
            assertThat(pool.stats().queued()).isZero();
            assertThat(pool.stats().refused()).isEqualTo(1);

            gate.open();
            assertThat(first.orElseThrow().result()).isEqualTo(1);
            Eventually.until(() -> pool.stats().running() == 0);
            assertThat(pool.tryStart(() -> 3).orElseThrow().result()).isEqualTo(3);
        }
    }

    @Test
    void alwaysTriesSuccessfullyWithoutALimit() {
        try (ThreadPool pool = ThreadPool.open(); Gate gate = new Gate()) {
            for (int i = 0; i < 100; i++) {
                assertThat(pool.tryStart((Callable<Void>) () -> {
                    gate.pass();
                    return null;
                })).isPresent();
            }
        }
    }

    @Test
    void givesThePlaceOfAWaitingJobToAnother() {
        try (ThreadPool pool = limited(1); Gate gate = new Gate()) {
            Task<Integer> outer = pool.start(() -> {
                Task<Integer> inner = pool.start(() -> {
                    gate.pass();
                    return 20;
                });
                return inner.result() + 1;
            });
            gate.awaitArrivals(1);

            assertThat(pool.stats().running()).isEqualTo(1);
            assertThat(pool.stats().waiting()).isEqualTo(1);

            gate.open();
            assertThat(outer.result()).isEqualTo(21);
            Eventually.until(() -> pool.stats().ended() == 2);
            assertThat(pool.stats().peak()).isEqualTo(1);
            assertThat(pool.stats().waiting()).isZero();
        }
    }

    @Test
    void letsAJobThatWaitedGoOnBeforeNewOnesBegin() {
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        CompletableFuture<Integer> signal = new CompletableFuture<>();
        try (ThreadPool pool = limited(1); Gate gate = new Gate()) {
            Task<Boolean> waiting = pool.start(() -> {
                waiter.set(Thread.currentThread());
                Async.await(signal);
                return order.add("waited");
            });
            Eventually.until(() -> pool.stats().waiting() == 1);
            pool.start(gate::pass);
            gate.awaitArrivals(1);
            Task<Boolean> queued = pool.start(() -> order.add("queued"));

            signal.complete(1);
            Eventually.until(() -> isWaitingForAPlace(waiter.get()));
            gate.open();

            Async.gather(waiting, queued);
            assertThat(order).containsExactly("waited", "queued");
        }
    }

    private static boolean isWaitingForAPlace(Thread thread) {
        Object blocker = LockSupport.getBlocker(thread);
        return blocker != null && blocker.getClass().getSimpleName().equals("Returning");
    }

    @Test
    @DisplayName("B14: a cancelled job keeps its place until its thread has ended")
    void countsACancelledJobUntilItsThreadHasEnded() {
        try (ThreadPool pool = limited(1); Gate gate = new Gate()) {
            Task<Void> stubborn = pool.start(gate::passDeaf);
            gate.awaitArrivals(1);
            AtomicInteger runs = new AtomicInteger();
            Task<Integer> queued = pool.start(runs::incrementAndGet);

            stubborn.cancel();

            assertThat(pool.stats().running()).isEqualTo(1);
            assertThat(pool.tryStart(() -> 1)).isEmpty();
            assertThat(runs.get()).isZero();
            gate.open();
            assertThat(queued.result()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("B14: an abandoned job settles at once but keeps its place until its thread has ended")
    void countsAnAbandonedJobUntilItsThreadHasEnded() {
        try (ThreadPool pool = limited(2); Gate gate = new Gate()) {
            List<Task<Integer>> abandoned = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                abandoned.add(pool.start(() -> {
                    gate.passDeaf();
                    return 1;
                }, OnCancel.ABANDON));
            }
            gate.awaitArrivals(2);
            AtomicInteger runs = new AtomicInteger();
            List<Task<Integer>> queued = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                queued.add(pool.start(runs::incrementAndGet));
            }

            abandoned.forEach(task -> task.cancel("left"));

            assertThat(abandoned).allMatch(Task::isCancelled);
            assertThat(pool.stats().running()).isEqualTo(2);
            assertThat(runs.get()).isZero();
            gate.open();
            Async.gather(queued);
            assertThat(runs.get()).isEqualTo(20);
            assertThat(pool.stats().peak()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("B14: a storm of jobs, many of them cancelled or abandoned, never exceeds the limit and loses none")
    void survivesAStormOfCancels() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        try (ThreadPool pool = limited(2)) {
            List<Task<Integer>> kept = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                Callable<Integer> job = () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    return ran.incrementAndGet();
                };
                Task<Integer> task = pool.start(job, i % 2 == 0 ? OnCancel.ABANDON : OnCancel.WAIT);
                if (i % 3 == 0) {
                    task.cancel();
                } else {
                    kept.add(task);
                }
            }
            assertThat(Async.gather(kept)).hasSize(2_000);
            Eventually.until(() -> pool.stats().ended() == 3_000);
            assertThat(pool.stats().running()).isZero();
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
        assertThat(ran.get()).isBetween(2_000, 3_000);
    }
}
