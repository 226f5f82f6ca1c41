package dev.footbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ParallelLimitTest {

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Callable<Integer> counted(int number) {
        return () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Async.yieldNow();
            now.decrementAndGet();
            return number;
        };
    }

    private Parallel<Integer> counting(int many) {
        Parallel<Integer> plan = Parallel.of();
        for (int i = 0; i < many; i++) {
            plan = plan.schedule(counted(i));
        }
        return plan;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 99, 100, 101, Integer.MAX_VALUE})
    @DisplayName("C1: no more members run at once than the limit says, the results stay in order")
    void runsNoMoreThanItsLimit(int limit) {
        try (EventLoop loop = EventLoop.open()) {
            Parallel<Integer> plan = counting(100).limit(limit);

            assertThat(plan.block()).hasSize(100).isSorted();
            assertThat(plan.on(loop).block()).hasSize(100).isSorted();
            assertThat(most.get()).isLessThanOrEqualTo(limit);
        }
    }

    @Test
    void reachesItsLimit() {
        CyclicBarrier barrier = new CyclicBarrier(3);
        Parallel<Integer> plan = Parallel.of();
        for (int i = 0; i < 9; i++) {
            plan = plan.schedule((Callable<Integer>) barrier::await);
        }

        assertThat(plan.limit(3).block()).hasSize(9);
    }

    @Test
    void startsMembersInTheOrderScheduled() {
        ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
        Parallel<Boolean> plan = Parallel.of();
        for (int i = 0; i < 50; i++) {
            int number = i;
            plan = plan.schedule(() -> order.add(number));
        }
        try (EventLoop loop = EventLoop.open()) {
            plan.limit(1).block();
            plan.on(loop).block();
            plan.on(Level.caller()).block();
        }

        assertThat(order.stream().limit(50).toList()).hasSize(50).isSorted();
        assertThat(order.stream().skip(50).limit(50).toList()).hasSize(50).isSorted();
        assertThat(order.stream().skip(100).toList()).hasSize(50).isSorted();
    }

    @Test
    @DisplayName("C3: after a failure no further member starts, and those that run are cancelled")
    void startsNothingAfterAFailure() {
        IOException original = new IOException("bad");
        AtomicInteger runs = new AtomicInteger();
        Parallel<Object> plan = Parallel.of().schedule(() -> 1).schedule((Callable<Object>) () -> {
            throw original;
        });
        for (int i = 0; i < 20; i++) {
            plan = plan.schedule(runs::incrementAndGet);
        }
        Parallel<Object> limited = plan.limit(1);

        assertThatThrownBy(limited::block).isSameAs(original);
        assertThat(runs.get()).isZero();
    }

    @Test
    void countsWaitingMembers() {
        try (EventLoop loop = EventLoop.open()) {
            AtomicInteger begun = new AtomicInteger();
            CompletableFuture<Integer> door = new CompletableFuture<>();
            Parallel<Integer> plan = Parallel.of();
            for (int i = 0; i < 5; i++) {
                plan = plan.schedule(() -> {
                    begun.incrementAndGet();
                    return Async.await(door);
                });
            }
            Task<List<Integer>> task = plan.limit(2).on(loop).run();
            Eventually.until(() -> begun.get() == 2 && !loop.stats().busy());

            assertThat(begun.get()).isEqualTo(2);
            door.complete(1);
            assertThat(task.result()).containsOnly(1).hasSize(5);
        }
    }

    @Test
    void leavesTheMembersOfALimitedPlanWhenItIsCancelled() {
        AtomicInteger begun = new AtomicInteger();
        try (ThreadPool pool = ThreadPool.open(); Gate gate = new Gate()) {
            Parallel<Integer> plan = Parallel.of();
            for (int i = 0; i < 5; i++) {
                plan = plan.schedule(() -> {
                    begun.incrementAndGet();
                    gate.pass();
                    return 1;
                });
            }
            Task<List<Integer>> task = plan.limit(2).on(pool).run();
            gate.awaitArrivals(2);

            task.cancel("stop");

            assertThat(task.outcome().isSuccess()).isFalse();
            assertThat(begun.get()).isEqualTo(2);
            Eventually.until(() -> pool.stats().running() == 0);
        }
    }

    @Test
    void limitsACollectingPlanInTheSameWay() {
        assertThat(counting(30).collectErrors().limit(2).block()).hasSize(30);
        assertThat(counting(30).limit(2).collectErrors().block()).hasSize(30);
        assertThat(counting(30).collectErrors().limit(2).failFast().block()).hasSize(30).isSorted();
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void worksWithALimitBelowAndAboveThatOfItsPool() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(2))) {
            for (int limit = 1; limit < 6; limit++) {
                assertThat(counting(20).limit(limit).on(pool).block()).hasSize(20).isSorted();
            }
        }
        assertThat(most.get()).isLessThanOrEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        String message = "the limit of a parallel plan must be at least 1 (it is " + limit
                + "): give one, or leave it out";
        assertThatThrownBy(() -> Parallel.of().limit(limit)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Parallel.of().collectErrors().limit(limit))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
