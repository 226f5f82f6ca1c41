package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.LoggedFailures;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 7: every started task has an owner; closing the owner ends its tasks in bounded time and names what would not stop. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Law7NothingVanishesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration BRIEF = Duration.ofMillis(40);

    private final ReportedFailures reports = new ReportedFailures();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    private EventLoop hastyLoop() {
        return EventLoop.open(o -> o.withName("loop").withCloseTimeout(BRIEF).withAbortTimeout(BRIEF)
                .withFailureHandler(reports));
    }

    private ThreadPool hastyPool() {
        return ThreadPool.open(o -> o.withName("pool").withCloseTimeout(BRIEF).withAbortTimeout(BRIEF)
                .withFailureHandler(reports));
    }

    /** Does not stop before it is released, whatever happens. */
    private void stubborn() {
        while (release.getCount() > 0) {
            catchThrowable(() -> release.await());
        }
    }

    @Test
    @DisplayName("law 7: the threads of a level are gone once it is closed, the idle ones and the busy ones")
    void leavesNoThreads() {
        ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open()) {
            for (int i = 0; i < 30; i++) {
                for (Level level : List.of(loop, pool)) {
                    level.start(() -> {
                        threads.add(Thread.currentThread());
                        Async.await(gate);
                    });
                }
            }
            Eventually.until(() -> threads.size() == 60);
            gate.complete(null);
        }
        Eventually.until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    @DisplayName("law 7: what would not stop is named, each once, where it is stuck, and the end comes in bounded time")
    void namesWhatWouldNotStop() {
        EventLoop loop = hastyLoop();
        ThreadPool pool = hastyPool();
        CountDownLatch began = new CountDownLatch(3);
        List<Task<Void>> stuck = new ArrayList<>();
        for (Level level : List.of(pool, pool, loop)) {
            stuck.add(level.start(() -> {
                began.countDown();
                stubborn();
            }));
        }
        Eventually.until(() -> began.getCount() == 0);
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            pool.close();
            loop.close();
            pool.close();
            loop.abort();
            return true;
        });
        assertThat(closer.value()).isTrue();
        assertThat(stuck).allMatch(Task::isCancelled);
        assertThat(reports.all()).extracting(ReportedFailures.Report::task)
                .containsExactlyInAnyOrderElementsOf(stuck.stream().map(Task::name).toList());
        assertThat(reports.failures()).allSatisfy(failure -> {
            assertThat(failure).hasMessageContaining("did not stop within PT0.04S")
                    .hasMessageContaining("goes on without an owner");
            assertThat(failure.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("stubborn"));
        });
    }

    @Test
    @DisplayName("law 7: a call on a caller's thread that would not stop is named too, and so is shielded code")
    void namesCallsAndShieldedCode() {
        EventLoop loop = hastyLoop();
        CountDownLatch began = new CountDownLatch(1);
        Task<Void> shielded = loop.start(() -> {
            Async.shielded(() -> {
                Async.sleep(LONG);
                return null;
            });
        });
        Eventually.until(() -> loop.stats().timers() == 1);
        ForeignThread<Object> caller = ForeignThread.of(() -> {
            loop.call(() -> {
                began.countDown();
                stubborn();
            });
            return "ended";
        });
        Eventually.until(() -> began.getCount() == 0);
        loop.abort();
        assertThat(shielded.isCancelled()).isTrue();
        assertThat(reports.all()).hasSize(2)
                .allMatch(report -> report.task().startsWith("loop/Law7NothingVanishesTest"));
        release.countDown();
        caller.failure();
    }

    @Test
    @DisplayName("law 7: a failure handler that throws keeps neither the end nor the other reports from coming")
    void endsWithABrokenHandler() {
        AtomicInteger told = new AtomicInteger();
        List<Task<Object>> failed = new ArrayList<>();
        try (LoggedFailures logged = new LoggedFailures()) {
            try (EventLoop loop = EventLoop.open(o -> o.withFailureHandler((_, _) -> {
                told.incrementAndGet();
                throw new IllegalStateException("the handler is broken");
            }))) {
                for (int i = 0; i < 3; i++) {
                    failed.add(loop.start(() -> {
                        throw new Error("unseen");
                    }));
                }
                failed.forEach(task -> Eventually.until(task::isDone));
            }
            assertThat(told).hasValue(3);
            assertThat(logged.failures()).hasSize(3);
        }
    }

    @Test
    @DisplayName("law 7: a group owns its tasks: none is left when it has ended, also those started late")
    void groupsOwnTheirTasks() {
        try (EventLoop loop = EventLoop.open()) {
            AtomicInteger ended = new AtomicInteger();
            TaskGroup.on(loop, group -> {
                for (int i = 0; i < 5; i++) {
                    group.start(() -> {
                        Async.yieldNow();
                        group.start(() -> {
                            Async.sleep(Duration.ofMillis(5));
                            ended.incrementAndGet();
                        });
                    });
                }
                return null;
            });
            assertThat(ended).hasValue(5);
            assertThat(loop.stats().pending()).isZero();
        }
    }

    @Test
    @DisplayName("law 7: what a pool accepts while it is being closed settles, the rest is refused")
    void racesSubmissionsWithTheEndOfAPool() {
        for (int round = 0; round < 100; round++) {
            ThreadPool pool = ThreadPool.open(o -> o.withLimit(2));
            CountDownLatch start = new CountDownLatch(1);
            ConcurrentLinkedQueue<Task<Integer>> accepted = new ConcurrentLinkedQueue<>();
            List<ForeignThread<Boolean>> submitters = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                submitters.add(ForeignThread.of(() -> {
                    start.await();
                    for (int i = 0;; i++) {
                        if (i == 200) {
                            Eventually.until(pool::isClosed);
                        }
                        try {
                            accepted.add(pool.start(() -> 1));
                        } catch (RejectedExecutionException refused) {
                            return true;
                        }
                    }
                }));
            }
            start.countDown();
            Eventually.until(() -> pool.stats().ended() > 2);
            boolean abort = round % 2 == 0;
            if (abort) {
                pool.abort();
            } else {
                pool.close();
            }
            submitters.forEach(ForeignThread::value);
            assertThat(accepted).allMatch(Task::isDone);
            if (!abort) {
                assertThat(accepted).noneMatch(Task::isCancelled);
            }
            Eventually.until(() -> pool.stats().running() == 0);
        }
    }

    @Test
    @DisplayName("law 7: jobs that start their successors for ever do not keep a pool open for ever")
    void endsAnEndlessChainOnAPool() {
        ThreadPool pool = hastyPool();
        AtomicInteger runs = new AtomicInteger();
        pool.start(new Successor(pool, runs));
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            pool.close();
            return true;
        });
        assertThat(closer.value()).isTrue();
        Eventually.until(() -> pool.stats().running() == 0);
        int atTheEnd = runs.get();
        Async.sleep(Duration.ofMillis(20));
        assertThat(runs).as("jobs that ran after the end").hasValue(atTheEnd);
    }

    private record Successor(ThreadPool pool, AtomicInteger runs) implements dev.footbridge.BlockingAction {
        @Override
        public void run() {
            runs.incrementAndGet();
            pool.start(this);
        }
    }

    @Test
    @DisplayName("law 7: a background job that fails is reported at once, and a waiter still gets its failure")
    void reportsBackgroundJobsAtOnce() {
        IllegalStateException failure = new IllegalStateException("in the background: shown by a test");
        try (LoggedFailures logged = new LoggedFailures()) {
            Task<Object> task = Async.background(() -> {
                throw failure;
            });
            Eventually.until(() -> !logged.failures().isEmpty());
            assertThat(catchThrowable(task::result)).isSameAs(failure);
            assertThat(logged.failures()).containsExactly(failure);
        }
    }
}
