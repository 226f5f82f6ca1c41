package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Completions;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 3: a cancel is never lost and reaches every level. Each way to wait, cancelled at any moment of it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Law3CancelTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ROUNDS = 8;

    private final Levels levels = new Levels(EventLoop.open(o -> o.withName("loop")),
            EventLoop.open(o -> o.withName("other")), ThreadPool.open(o -> o.withName("pool")));

    record Levels(EventLoop loop, EventLoop other, ThreadPool pool) {}

    /** Work that would go on for a minute. */
    private interface Work {
        void run(Levels on) throws Exception;
    }

    record Wait(String name, Work work) {
        @Override
        public String toString() {
            return name;
        }
    }

    @AfterEach
    void close() {
        levels.loop().abort();
        levels.other().abort();
        levels.pool().abort();
    }

    private static void sleep() {
        Async.sleep(LONG);
    }

    private static void plainSleep() throws InterruptedException {
        Thread.sleep(LONG);
    }

    static Stream<Wait> waits() {
        return Stream.of(new Wait("a sleep", _ -> sleep()), new Wait("plain blocking code", _ -> plainSleep()),
                new Wait("a stage", _ -> Async.await(new CompletableFuture<String>())),
                new Wait("a future that only blocks", _ -> Async.await(new FutureTask<>(() -> 1))),
                new Wait("an async function", _ -> Async.await((AsyncCallable<Object>) CompletableFuture::new)),
                new Wait("a thread of a pool", on -> on.pool().start(Law3CancelTest::plainSleep).result()),
                new Wait("a call on a pool", on -> on.pool().call(Law3CancelTest::plainSleep)),
                new Wait("a task of another loop", on -> on.other().start(Law3CancelTest::sleep).result()),
                new Wait("a call on another loop", on -> on.other().call(Law3CancelTest::plainSleep)),
                new Wait("a task of the loop", on -> on.loop().start(Law3CancelTest::sleep).result()),
                new Wait("a call on the loop", on -> on.loop().call(Law3CancelTest::sleep)),
                new Wait("plain code nested in calls",
                        on -> on.loop().call(() -> on.loop().call(() -> on.loop().call(Law3CancelTest::plainSleep)))),
                new Wait("there and back",
                        on -> on.pool().call(() -> on.loop().call(() -> on.other().call(() -> on.pool()
                                .call(Law3CancelTest::plainSleep))))),
                new Wait("an outcome", on -> on.loop().start(Law3CancelTest::sleep).outcome()),
                new Wait("a result with a limit", on -> on.loop().start(Law3CancelTest::sleep).result(LONG)),
                new Wait("a get", on -> on.loop().start(Law3CancelTest::sleep).get()),
                new Wait("a get with a limit", on -> on.loop().start(Law3CancelTest::sleep).get(60, TimeUnit.SECONDS)),
                new Wait("a join of a view", on -> on.loop().start(Law3CancelTest::sleep).toCompletableFuture().join()),
                new Wait("a gather", on -> Async.gather(on.loop().start(Law3CancelTest::sleep),
                        on.pool().start(Law3CancelTest::plainSleep))),
                new Wait("all of several", on -> Async.complete(List.of(on.loop().start(Law3CancelTest::sleep),
                        on.other().start(Law3CancelTest::sleep)))),
                new Wait("a group", on -> TaskGroup.on(on.other(), group -> {
                    group.start(Law3CancelTest::sleep);
                    group.start(Law3CancelTest::sleep);
                    return "waits at the end";
                })),
                new Wait("a scope with a limit", _ -> Async.withTimeout(LONG, () -> {
                    sleep();
                    return "never";
                })),
                new Wait("a scope to move on from", _ -> Async.moveOnAfter(LONG, Law3CancelTest::sleep)),
                new Wait("a group that is joined", on -> {
                    try (TaskGroup group = TaskGroup.open(on.other())) {
                        group.start(Law3CancelTest::sleep);
                        group.start(Law3CancelTest::sleep);
                        group.join();
                    }
                }), new Wait("groups in one another", on -> {
                    try (TaskGroup outer = TaskGroup.open(on.pool())) {
                        outer.start(Law3CancelTest::plainSleep);
                        TaskGroup.on(on.other(), inner -> inner.start(Law3CancelTest::sleep).result());
                    }
                }),
                new Wait("a race", on -> Async.race(on.other().start(Law3CancelTest::sleep),
                        on.pool().start(Law3CancelTest::plainSleep))),
                new Wait("any of several", on -> Async.any(on.loop().start(Law3CancelTest::sleep),
                        on.pool().start(Law3CancelTest::plainSleep))),
                new Wait("a gathering with a limit",
                        on -> on.loop().call(() -> Async.gather(2, Collections.nCopies(1, () -> {
                            sleep();
                            return "never";
                        })))),
                new Wait("tasks as they end", on -> {
                    try (Completions<Void> ends = Async.asCompleted(List.of(on.other().start(Law3CancelTest::sleep)))) {
                        ends.forEach(Task::result);
                    }
                }), new Wait("a wait for several", on -> {
                    Task<Void> task = on.pool().start(Law3CancelTest::plainSleep);
                    try {
                        Async.waitAll(List.of(task));
                    } finally {
                        task.cancel();
                    }
                }),
                new Wait("a parallel plan", on -> Parallel.of().schedule(() -> on.other().call(Law3CancelTest::sleep))
                        .schedule(Law3CancelTest::plainSleep).block()),
                new Wait("a serial plan", _ -> Serial.of().schedule(Law3CancelTest::sleep).block()),
                new Wait("the end of another loop", _ -> {
                    EventLoop inner = EventLoop.open();
                    inner.start(Law3CancelTest::sleep);
                    inner.close();
                }), new Wait("yields without end", _ -> {
                    for (;;) {
                        Async.yieldNow();
                    }
                }), new Wait("a computation that asks", _ -> {
                    for (;;) {
                        Async.checkCancelled();
                    }
                }), new Wait("a park", _ -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                    Async.checkCancelled();
                }));
    }

    @ParameterizedTest(name = "law 3: a cancel reaches a coroutine in {0}")
    @MethodSource("waits")
    void reachesACoroutine(Wait wait) {
        reaches(levels.loop(), wait);
    }

    @ParameterizedTest(name = "law 3: a cancel reaches a thread in {0}")
    @MethodSource("waits")
    void reachesAThread(Wait wait) {
        reaches(levels.pool(), wait);
    }

    private void reaches(Level level, Wait wait) {
        for (int round = 0; round < ROUNDS; round++) {
            CountDownLatch began = new CountDownLatch(1);
            Task<Void> task = level.start(() -> {
                began.countDown();
                wait.work().run(levels);
            });
            if (round > 0) {
                Eventually.until(() -> began.getCount() == 0);
            }
            if (round > 2) {
                LockSupport.parkNanos(1000L << 2 * round - 3);
            }
            assertThat(task.cancel("why " + round)).isTrue();
            Eventually.until(task::isDone);
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("why " + round));
            Eventually.until(() -> levels.loop().stats().pending() == 0 && levels.other().stats().pending() == 0
                    && levels.pool().stats().running() + levels.pool().stats().waiting() == 0);
            assertThat(levels.loop().stats().timers() + levels.other().stats().timers()).isZero();
        }
    }
}
