package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerReuseTest {

    private static final int KEPT = 257;

    private static void awaitIdle(EventLoop loop, int idleThreads) {
        Eventually.until(() -> {
            EventLoopStats stats = loop.stats();
            return !stats.busy() && stats.pending() == 0 && stats.idleThreads() >= idleThreads;
        });
    }

    @Test
    @DisplayName("B16: jobs that come one after the other share one thread")
    void reusesTheThreadThatIsIdle() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (EventLoop loop = EventLoop.open()) {
            for (int i = 0; i < 50; i++) {
                Task<Boolean> task = loop.start(() -> threads.add(Thread.currentThread()));
                Eventually.until(task::isDone);
                awaitIdle(loop, 1);
            }
            assertThat(loop.stats().idleThreads()).isEqualTo(1);
        }
        assertThat(threads).hasSize(1);
    }

    @Test
    @DisplayName("B16: of several idle threads the one that became idle last gets the next job")
    void reusesTheLastOneFirst() {
        try (EventLoop loop = EventLoop.open()) {
            List<CompletableFuture<Integer>> doors = new ArrayList<>();
            List<Task<Thread>> tasks = new ArrayList<>();
            CountDownLatch began = new CountDownLatch(4);
            for (int i = 0; i < 4; i++) {
                CompletableFuture<Integer> door = new CompletableFuture<>();
                doors.add(door);
                tasks.add(loop.start(() -> {
                    began.countDown();
                    Async.await(door);
                    return Thread.currentThread();
                }));
            }
            Eventually.until(() -> began.getCount() == 0 && !loop.stats().busy());
            for (int i = 0; i < 4; i++) {
                doors.get(i).complete(i);
                Eventually.until(tasks.get(i)::isDone);
                int idle = i + 1;
                Eventually.until(() -> !loop.stats().busy() && loop.stats().idleThreads() == idle);
            }
            Thread last = tasks.getLast().result();
            Thread lastButOne = tasks.get(2).result();
            List<Thread> next = loop.call(() -> {
                CompletableFuture<Integer> door = new CompletableFuture<>();
                List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    loop.start(() -> {
                        threads.add(Thread.currentThread());
                        Async.await(door);
                    });
                }
                while (threads.size() < 2) {
                    Async.yieldNow();
                }
                door.complete(1);
                return threads;
            });

            assertThat(next).containsExactly(last, lastButOne);
        }
    }

    @Test
    @DisplayName("B16: idle threads beyond those a loop keeps end, and the close of the loop ends the rest")
    void retiresIdleThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        EventLoop loop = EventLoop.open();
        CompletableFuture<Integer> door = new CompletableFuture<>();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            tasks.add(loop.start(() -> {
                threads.add(Thread.currentThread());
                return Async.await(door);
            }));
        }
        Eventually.until(() -> threads.size() == 400);
        door.complete(1);
        Async.complete(tasks);

        Eventually.until(() -> threads.stream().filter(Thread::isAlive).count() <= KEPT);
        assertThat(loop.stats().idleThreads()).isLessThanOrEqualTo(KEPT);
        loop.close();
        Eventually.until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(loop.stats().idleThreads()).isZero();
    }

    @Test
    @DisplayName("B16: an abort leaves no thread behind")
    void endsItsThreadsOnAbort() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        EventLoop loop = EventLoop.open();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(loop.start(() -> {
                threads.add(Thread.currentThread());
                return Async.await(new CompletableFuture<Integer>());
            }));
        }
        Eventually.until(() -> threads.size() == 20);

        loop.abort();

        assertThat(tasks).allMatch(Task::isCancelled);
        Eventually.until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    @DisplayName("B16: a job given to a loop in the very moment its thread goes idle is not lost")
    void losesNoJobAsAWorkerGoesIdle() throws Exception {
        AtomicLong ran = new AtomicLong();
        try (EventLoop loop = EventLoop.open()) {
            List<Thread> submitters = new ArrayList<>();
            for (int s = 0; s < 2; s++) {
                submitters.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        CountDownLatch done = new CountDownLatch(1);
                        loop.start(() -> {
                            ran.incrementAndGet();
                            done.countDown();
                        });
                        if (!await(done)) {
                            return;
                        }
                    }
                }));
            }
            for (Thread submitter : submitters) {
                submitter.join();
            }
            assertThat(ran.get()).isEqualTo(20_000);
            awaitIdle(loop, 1);
            assertThat(loop.stats().ended()).isEqualTo(20_000);
        }
    }

    @Test
    @DisplayName("B16: a job given to a bounded pool in the very moment a place comes free is not lost")
    void losesNoJobAsAPlaceComesFree() throws Exception {
        AtomicLong ran = new AtomicLong();
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            List<Thread> submitters = new ArrayList<>();
            for (int s = 0; s < 2; s++) {
                submitters.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        CountDownLatch done = new CountDownLatch(1);
                        pool.start(() -> {
                            ran.incrementAndGet();
                            done.countDown();
                        });
                        if (!await(done)) {
                            return;
                        }
                    }
                }));
            }
            for (Thread submitter : submitters) {
                submitter.join();
            }
            assertThat(ran.get()).isEqualTo(20_000);
            Eventually.until(() -> pool.stats().ended() == 20_000);
            assertThat(pool.stats().running()).isZero();
            assertThat(pool.stats().peak()).isEqualTo(1);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
