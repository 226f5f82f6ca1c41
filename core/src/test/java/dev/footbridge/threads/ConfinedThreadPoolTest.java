package dev.footbridge.threads;

import static dev.footbridge.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@DisplayName("B4: a confined pool has one thread for all its jobs")
class ConfinedThreadPoolTest {

    private final ThreadPool pool = ThreadPool.confined(o -> o.withName("session"));

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void runsAllJobsOnOnePlatformThreadInOrder() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Integer> order = new ArrayList<>();
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int mine = i;
            tasks.add(pool.start(() -> {
                threads.add(Thread.currentThread());
                order.add(mine);
            }));
        }
        Async.complete(tasks);
        assertThat(threads).singleElement().satisfies(thread -> {
            assertThat(thread.isVirtual()).isFalse();
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("session");
        });
        assertThat(order).hasSize(500).isSorted();
    }

    @Test
    void startsNoThreadBeforeTheFirstJob() {
        assertThat(pool.stats().size()).isZero();
        pool.call(() -> 1);
        assertThat(pool.stats().size()).isEqualTo(1);
    }

    @Test
    @DisplayName("law 2: jobs nested 200 deep finish, each on top of the one that waits for it")
    void nestsDeeply() {
        assertThat(pool.call(() -> nested(200))).isEqualTo(200);
        assertThat(pool.stats().running()).isZero();
        assertThat(pool.stats().waiting()).isZero();
    }

    @Test
    @DisplayName("C11, law 2: jobs nested 2,000 deep finish")
    void nestsVeryDeeply() {
        assertThat(pool.call(() -> nested(2_000))).isEqualTo(2_000);
    }

    private int nested(int depth) {
        return depth == 0 ? 0 : pool.start(() -> nested(depth - 1)).result() + 1;
    }

    @Test
    void countsAJobThatWaitsBelowAsWaiting() {
        AtomicReference<ThreadPoolStats> inside = new AtomicReference<>();
        pool.call(() -> {
            Task<Void> above = pool.start(() -> inside.set(pool.stats()));
            above.result();
        });
        assertThat(inside.get().running()).isEqualTo(1);
        assertThat(inside.get().waiting()).isEqualTo(1);
        assertThat(pool.stats().peak()).isEqualTo(1);
    }

    @Test
    void letsTheNextBeginWhileOneWaitsForSomethingElse() {
        CompletableFuture<String> later = new CompletableFuture<>();
        Task<String> waits = pool.start(() -> await(later));
        Task<Boolean> completes = pool.start(() -> later.complete("done"));
        assertThat(completes.result()).isTrue();
        assertThat(waits.result()).isEqualTo("done");
    }

    @Test
    void goesOnBelowOnlyWhenWhatIsOnTopHasEnded() {
        CompletableFuture<String> later = new CompletableFuture<>();
        List<String> order = new ArrayList<>();
        try (Gate gate = new Gate()) {
            Task<Boolean> below = pool.start(() -> order.add(await(later)));
            Task<Boolean> above = pool.start(() -> {
                gate.pass();
                return order.add("above");
            });
            gate.awaitArrivals(1);
            later.complete("below");
            gate.open();
            Async.gather(below, above);
        }
        assertThat(order).containsExactly("above", "below");
    }

    @Test
    @DisplayName("a certain self-deadlock is named: what is on top waits for what is below")
    void namesAWaitForWhatIsBelow() {
        AtomicReference<Task<?>> below = new AtomicReference<>();
        assertThatThrownBy(() -> pool.call(() -> {
            below.set(Async.currentTask().orElseThrow());
            return pool.start(() -> below.get().result()).result();
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("session/")
                .hasMessageContaining("cannot be waited for here");
    }

    @Test
    @DisplayName("B5: confined, async, confined comes back to the same thread")
    void comesBackThroughALoop() {
        try (EventLoop loop = EventLoop.open()) {
            Thread own = pool.call(Thread::currentThread);
            List<Thread> seen = pool.call(() -> loop.call(() -> {
                Task<Thread> started = loop.start(() -> pool.start(Thread::currentThread).result());
                Async.yieldNow();
                return List.of(pool.start(Thread::currentThread).result(), started.result(),
                        Async.callerThread().call(Thread::currentThread));
            }));
            assertThat(seen).containsOnly(own);
        }
    }

    @Test
    void refusesInsteadOfQueueingWhenAsked() {
        try (Gate gate = new Gate()) {
            pool.start(gate::pass);
            gate.awaitArrivals(1);
            assertThat(pool.tryStart(() -> 1)).isEmpty();
            assertThat(pool.stats().refused()).isEqualTo(1);
        }
        try (ThreadPool strict = ThreadPool.confined(o -> o.withQueueLimit(0)); Gate gate = new Gate()) {
            strict.start(gate::pass);
            assertThatThrownBy(() -> strict.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("limit is 1");
        }
    }

    @Test
    void leavesNoInterruptToTheJobBelowNorToTheNext() {
        boolean below = pool.call(() -> {
            pool.start(() -> Thread.currentThread().interrupt()).result();
            return Thread.currentThread().isInterrupted();
        });
        assertThat(below).isFalse();
        pool.call(() -> Thread.currentThread().interrupt());
        assertThat(pool.call(() -> Thread.currentThread().isInterrupted())).isFalse();
    }

    @Test
    void cancelsOneJobWithoutTheOneItRunsOn() {
        Gate gate = new Gate();
        String below = pool.call(() -> {
            Task<Void> above = pool.start(gate::pass);
            Thread.startVirtualThread(() -> {
                gate.awaitArrivals(1);
                above.cancel("enough");
            });
            assertThat(above.outcome().isSuccess()).isFalse();
            return "unharmed";
        });
        assertThat(below).isEqualTo("unharmed");
    }

    @Test
    void endsItsThreadWhenItIsClosed() {
        Thread own = pool.call(Thread::currentThread);
        pool.close();
        Eventually.until(() -> !own.isAlive());
        assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("is closed");
        assertThat(pool.stats().size()).isZero();
    }

    @Test
    void survivesAnErrorAndAStackOverflow() {
        assertThatThrownBy(() -> pool.call(() -> {
            throw new AssertionError("no");
        })).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> pool.call(() -> endless(0))).isInstanceOf(StackOverflowError.class);
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }

    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    @Test
    @DisplayName("B15: a thread that cannot be made fails the job, and the next one tries again")
    void failsAJobWithoutAThread() {
        AtomicReference<Boolean> fail = new AtomicReference<>(true);
        try (ThreadPool frail = ThreadPool.open(o -> o.withName("frail").withThreads(Threads.confined().withFactory(
                work -> {
                    if (fail.get()) {
                        throw new OutOfMemoryError("no threads");
                    }
                    return Thread.ofPlatform().daemon().unstarted(work);
                })))) {
            assertThatThrownBy(() -> frail.call(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("could not start a thread");
            fail.set(false);
            assertThat(frail.call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    void refusesAFactoryThatIsNull() {
        assertThatNullPointerException().isThrownBy(() -> Threads.confined().withFactory(null))
                .withMessageContaining("the thread factory is null");
    }

    @Test
    @DisplayName("B7: closing while a job waits for the loop blocks neither the loop nor the pool")
    void closesWhileAJobWaitsForTheLoop() {
        try (EventLoop loop = EventLoop.open()) {
            String got = loop.call(() -> {
                CompletableFuture<String> later = new CompletableFuture<>();
                Task<String> waits = pool.start(() -> loop.call(() -> await(later)));
                Task<Boolean> completes = loop.start(() -> {
                    Async.yieldNow();
                    return later.complete("done");
                });
                pool.close();
                completes.result();
                return waits.result();
            });
            assertThat(got).isEqualTo("done");
        }
    }
}
