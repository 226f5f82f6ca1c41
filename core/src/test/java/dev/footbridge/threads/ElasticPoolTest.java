package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Garbage;
import dev.footbridge.testing.Gate;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool of elastic threads: how they come, are used again, and go. */
@Timeout(60)
class ElasticPoolTest {

    private final Gate gate = new Gate();
    private final List<ThreadPool> pools = new ArrayList<>();

    private ThreadPool open(UnaryOperator<ElasticThreads> set) {
        ThreadPool pool = ThreadPool.elastic(o -> o.withName("files").withThreads(set.apply(Threads.elastic())));
        pools.add(pool);
        return pool;
    }

    @AfterEach
    void end() {
        gate.open();
        pools.forEach(ThreadPool::close);
    }

    @Test
    void runsJobsOnDaemonThreadsNamedAfterIt() {
        ThreadPool pool = open(t -> t);
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("of the caller");
        try {
            pool.call(() -> {
                Thread thread = Thread.currentThread();
                assertThat(thread.isVirtual()).isFalse();
                assertThat(thread.isDaemon()).isTrue();
                assertThat(thread.getName()).isEqualTo("files-1");
                assertThat(inherited.get()).isNull();
            });
        } finally {
            inherited.remove();
        }
        assertThat(open(t -> t.withFactory(Thread.ofPlatform().name("mine").factory()))
                .call(() -> Thread.currentThread().getName())).isEqualTo("mine");
    }

    @Test
    @DisplayName("B14: grows for jobs that block, and never beyond its maximum")
    void growsForBlockedJobs() {
        ThreadPool pool = open(t -> t.withMax(40));
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tasks.add(pool.start(gate::pass));
        }
        gate.awaitArrivals(40);
        Eventually.until(() -> pool.stats().blocked() == 40
                && pool.stats().lastChange().equals("stopped at 40: that is the maximum; 20 wait"));
        assertThat(pool.stats().running()).isEqualTo(40);
        assertThat(pool.stats().size()).isEqualTo(40);
        assertThat(pool.stats().queued()).isEqualTo(20);
        assertThat(pool.stats().grown()).isEqualTo(40);

        gate.open();
        Async.complete(tasks);
        assertThat(pool.stats().peak()).isEqualTo(40);
    }

    @Test
    @DisplayName("B14: never more jobs run at once than its maximum, and all run in the end, first in first out")
    void keepsItsMaximum() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ThreadPool pool = open(t -> t.withMax(3));
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            tasks.add(pool.start(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.yield();
                now.decrementAndGet();
            }));
        }
        assertThat(Async.complete(tasks)).allMatch(task -> task.outcome().isSuccess());
        assertThat(most.get()).isLessThanOrEqualTo(3);
        List<Integer> order = new ArrayList<>();
        ThreadPool one = open(t -> t.withMax(1));
        List<Task<Boolean>> ordered = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            ordered.add(one.start(() -> order.add(number)));
        }
        Async.gather(ordered);
        assertThat(order).hasSize(100).isSorted();
    }

    @Test
    @DisplayName("B14: a cancelled or abandoned job keeps its place until its thread has ended it")
    void countsAnAbandonedJobUntilItHasEnded() {
        ThreadPool pool = open(t -> t.withMax(1));
        Task<Void> abandoned = pool.start(() -> {
            gate.passDeaf();
            return null;
        }, OnCancel.ABANDON);
        gate.awaitArrivals(1);
        Task<Integer> queued = pool.start(() -> 1);

        abandoned.cancel("left");

        assertThat(abandoned.isCancelled()).isTrue();
        assertThat(pool.stats().running()).isEqualTo(1);
        assertThat(queued.isDone()).isFalse();
        gate.open();
        assertThat(queued.result()).isEqualTo(1);
    }

    @Test
    @DisplayName("B14: jobs that wait for jobs of the same pool give their places back, 200 deep in a pool of 2")
    void nestsDeeply() {
        assertThat(nest(open(t -> t.withMax(2)), 200)).isEqualTo(200);
        try (ThreadPool bounded = ThreadPool.open(o -> o.withLimit(2))) {
            assertThat(nest(bounded, 200)).isEqualTo(200);
        }
    }

    private static int nest(ThreadPool pool, int depth) {
        return pool.call(() -> depth == 0 ? 0 : 1 + nest(pool, depth - 1));
    }

    @Test
    @DisplayName("B14: a callback that waits for a job in the queue does not keep that job's thread")
    void doesNotKeepTheNextJobBehindACallback() throws Exception {
        ThreadPool pool = open(t -> t.withMax(1));
        Task<Void> first = pool.start(gate::pass);
        gate.awaitArrivals(1);
        CompletableFuture<Thread> callback = new CompletableFuture<>();
        Task<Integer> second = pool.start(() -> 2);
        first.toCompletableFuture().thenRun(() -> {
            second.result();
            callback.complete(Thread.currentThread());
        });

        gate.open();

        assertThat(callback.get(20, TimeUnit.SECONDS).getName()).isEqualTo("files-1");
        assertThat(second.result()).isEqualTo(2);
    }

    @Test
    @DisplayName("B14: nor behind the callback of a task that only follows the job's")
    void doesNotKeepTheNextJobBehindACallbackOfAnotherTask() throws Exception {
        ThreadPool pool = open(t -> t.withMax(1));
        Task<Void> first = pool.start(gate::pass);
        gate.awaitArrivals(1);
        Task<Integer> second = pool.start(() -> 2);
        Task<Void> follower = Async.shield(first);
        CompletableFuture<Integer> callback = follower.toCompletableFuture().thenApply(_ -> second.result());

        gate.open();

        assertThat(callback.get(20, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    @DisplayName("law 2: jobs that wait for queued ones in a way of their own get them, also where a lock had stopped growth")
    void growsForJobsThatWaitForEachOther() {
        ThreadPool pool = open(t -> t.withMax(64));
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch all = new CountDownLatch(40);
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            tasks.add(pool.start(locking(i < 200 ? lock : null, all)));
        }
        assertThat(Async.complete(tasks)).allMatch(task -> task.outcome().isSuccess());
    }

    /** All of one function, whatever they do. */
    private static BlockingAction locking(ReentrantLock lock, CountDownLatch all) {
        return () -> {
            if (lock == null) {
                all.countDown();
                all.await();
                return;
            }
            lock.lock();
            try {
                Thread.sleep(1);
            } finally {
                lock.unlock();
            }
        };
    }

    @Test
    @DisplayName("B16: threads are used again, the last one that became idle first")
    void usesThreadsAgain() {
        ThreadPool pool = open(t -> t.withMin(2));
        Task<Thread> first = pool.start(this::passAndTell);
        Task<Thread> second = pool.start(this::passAndTell);
        gate.awaitArrivals(2);
        gate.open();
        assertThat(first.result()).isNotSameAs(second.result());
        Eventually.until(() -> pool.stats().idle() == 2);

        Set<Thread> used = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 50; i++) {
            used.add(pool.call(Thread::currentThread));
            Eventually.until(() -> pool.stats().idle() == 2);
        }

        assertThat(used).hasSize(1);
        assertThat(pool.stats().grown()).isEqualTo(2);
    }

    private Thread passAndTell() throws InterruptedException {
        gate.pass();
        return Thread.currentThread();
    }

    @Test
    @DisplayName("B16: idle threads end, down to the minimum")
    void shrinksToItsMinimum() {
        ThreadPool pool = open(t -> t.withMin(3).withIdleTime(Duration.ofMillis(1)));
        for (int i = 0; i < 10; i++) {
            pool.start(gate::pass);
        }
        gate.awaitArrivals(10);
        gate.open();
        Eventually.until(() -> pool.stats().size() == 3 && pool.stats().idle() == 3);
        assertThat(pool.stats().shrunk()).isEqualTo(7);
        assertThat(pool.stats().lastChange()).startsWith("shrank to ").endsWith(": a thread had nothing to do");
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("B16: a job given to a thread in the moment it gives up is not lost")
    void losesNoJobToAnIdleExit() {
        for (Duration idle : List.of(Duration.ZERO, Duration.ofNanos(50_000))) {
            ThreadPool pool = open(t -> t.withMin(0).withIdleTime(idle));
            for (int i = 0; i < 3_000; i++) {
                int number = i;
                assertThat(pool.call(() -> number)).isEqualTo(number);
            }
            Eventually.until(() -> pool.stats().size() == 0);
            assertThat(pool.stats().shrunk()).isEqualTo(pool.stats().grown());
        }
    }

    @Test
    @DisplayName("B16: no thread is left when the pool is closed, those that were kept included")
    void leavesNoThread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ThreadPool pool = open(t -> t.withMin(4).withIdleTime(Duration.ofHours(1)));
        for (int i = 0; i < 4; i++) {
            pool.start(() -> {
                threads.add(Thread.currentThread());
                gate.pass();
            });
        }
        gate.awaitArrivals(4);
        gate.open();
        pool.close();
        Eventually.until(() -> threads.stream().noneMatch(Thread::isAlive) && pool.stats().size() == 0);
        assertThat(threads).hasSize(4);
    }

    @Test
    @DisplayName("B18: an idle thread holds neither the function nor the value nor the failure of its last job")
    void forgetsItsLastJob() {
        ThreadPool pool = open(t -> t);
        Garbage.awaitCollected(use(pool, value -> value));
        Garbage.awaitCollected(use(pool, value -> {
            throw new IllegalStateException("of " + value);
        }));
        Garbage.awaitCollected(use(pool, value -> pool.call(() -> value)));
        assertThat(pool.stats().size()).isEqualTo(pool.stats().idle()).isPositive();
    }

    private interface Use {
        Object of(Object value) throws Exception;
    }

    private static WeakReference<Object> use(ThreadPool pool, Use use) {
        Object value = new Object();
        Callable<Object> job = () -> use.of(value);
        pool.start(job).outcome();
        Eventually.until(() -> pool.stats().idle() == pool.stats().size());
        return new WeakReference<>(value);
    }

    @Test
    @DisplayName("B18: a task that has ended holds no thread of the pool")
    void isForgottenByItsTasks() {
        List<Object> kept = new ArrayList<>();
        Garbage.awaitCollected(thread(kept));
        assertThat(kept).hasSize(1);
    }

    private static WeakReference<Thread> thread(List<Object> kept) {
        try (ThreadPool pool = ThreadPool.elastic()) {
            WeakReference<Thread> thread = pool.call(() -> new WeakReference<>(Thread.currentThread()));
            kept.add(pool.start(() -> 1));
            return thread;
        }
    }

    @Test
    @DisplayName("interrupts do not get from one job to the next on the same thread")
    void leavesNoInterruptBehind() {
        ThreadPool pool = open(t -> t.withMax(1));
        Task<Void> interrupting = pool.start(() -> {
            gate.pass();
            Thread.currentThread().interrupt();
        });
        Task<Boolean> next = pool.start(() -> Thread.currentThread().isInterrupted());
        gate.open();
        interrupting.result();
        assertThat(next.result()).isFalse();

        Gate deaf = new Gate();
        Task<Void> cancelled = pool.start(deaf::passDeaf);
        deaf.awaitArrivals(1);
        Task<Boolean> after = pool.start(() -> Thread.currentThread().isInterrupted());
        cancelled.cancel();
        deaf.open();
        assertThat(after.result()).isFalse();
        assertThat(pool.stats().grown()).isEqualTo(1);
    }

    @Test
    @DisplayName("a thread survives whatever its jobs throw")
    void survivesErrors() {
        ThreadPool pool = open(t -> t.withMax(1));
        for (Throwable error : List.of(new StackOverflowError(), new OutOfMemoryError("pretended"),
                new AssertionError("wrong"), new IllegalStateException("bad"))) {
            Callable<Object> failing = () -> {
                throw dev.footbridge.internal.Sneaky.raise(error);
            };
            assertThatThrownBy(() -> pool.call(failing)).isSameAs(error);
        }
        assertThat(pool.call(() -> Thread.currentThread().getName())).isEqualTo("files-1");
    }

    @Test
    void refusesInsteadOfQueueingWhenAsked() {
        ThreadPool pool = ThreadPool.elastic(o -> o.withName("tight").withQueueLimit(0).withLimit(1));
        pools.add(pool);
        assertThat(pool.tryStart(() -> {
            gate.pass();
            return 1;
        })).isPresent();
        assertThat(pool.tryStart(() -> 2)).isEmpty();
        assertThatThrownBy(() -> pool.start(() -> 3)).isInstanceOf(RejectedExecutionException.class)
                .hasMessage("thread pool 'tight' is full (limit is 1, queueLimit is 0): wait for earlier jobs, or raise"
                        + " one of them");
        assertThat(pool.stats().refused()).isEqualTo(2);
    }

    @Test
    void goesOnWithManyWhoWaitInTheSameMoment() {
        ThreadPool pool = open(t -> t.withMax(4));
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tasks.add(pool.start(() -> {
                int sum = 0;
                for (int k = 0; k < 5; k++) {
                    sum += pool.call(() -> 1);
                }
                return sum;
            }));
        }
        assertThat(Async.gather(tasks)).hasSize(200).containsOnly(5);
        Eventually.until(() -> pool.stats().ended() == 1_200);
        assertThat(pool.stats().running()).isZero();
        assertThat(pool.stats().waiting()).isZero();
        assertThat(pool.stats().peak()).isLessThanOrEqualTo(4);
    }
}
