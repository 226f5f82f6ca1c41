package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.Started;
import dev.footbridge.testing.CapturedLog;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure that nobody looked at is reported once; one that somebody looked at is not. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnobservedFailureTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ReportedFailures reports = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reports));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withFailureHandler(reports));
    private final IllegalStateException failure = new IllegalStateException("nobody looks");

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    private Task<String> fails(Level level) {
        Task<String> task = level.start((Callable<String>) () -> {
            throw failure;
        });
        Eventually.until(task::isDone);
        return task;
    }

    private void closeAll() {
        loop.close();
        pool.close();
    }

    private void startAndForget(Level level) {
        fails(level);
    }

    @Test
    @DisplayName("D11: a failure whose task is garbage is reported once, by name, and not again at the end")
    void reportsGarbage() {
        for (Level level : List.of(loop, pool)) {
            int before = reports.all().size();
            startAndForget(level);
            Eventually.until(() -> {
                System.gc();
                return reports.all().size() > before;
            });
            ReportedFailures.Report report = reports.all().get(before);
            assertThat(report.failure()).isSameAs(failure);
            assertThat(report.task()).isEqualTo(level.name() + "/UnobservedFailureTest lambda");
        }
        closeAll();
        assertThat(reports.all()).hasSize(2);
    }

    @Test
    @DisplayName("D11: a failure nobody looked at by the time the level closes is reported then, once")
    void reportsAtTheEnd() {
        Task<String> one = fails(loop);
        Task<String> two = fails(pool);
        assertThat(reports.all()).isEmpty();
        closeAll();
        assertThat(reports.failures()).containsExactly(failure, failure);
        assertThat(reports.all()).extracting(ReportedFailures.Report::task).containsExactly(one.name(), two.name());
        closeAll();
        assertThatThrownBy(one::result).isSameAs(failure);
        assertThatThrownBy(two::result).isSameAs(failure);
        assertThat(reports.all()).hasSize(2);
    }

    /** A way to look at a task that has failed. */
    record Look(String name, Consumer<Task<String>> look) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Look> looks() {
        return Stream.of(new Look("result", task -> catchThrowable(task::result)), new Look("outcome", Task::outcome),
                new Look("await", task -> catchThrowable(() -> Async.await(task))),
                new Look("get", task -> catchThrowable(task::get)),
                new Look("get with a limit", task -> catchThrowable(() -> task.get(1, TimeUnit.SECONDS))),
                new Look("result with a limit", task -> catchThrowable(() -> task.result(LONG))),
                new Look("exceptionNow", Task::exceptionNow),
                new Look("resultNow", task -> catchThrowable(task::resultNow)),
                new Look("gather", task -> catchThrowable(() -> Async.gather(task))),
                new Look("the outcome of one of several", task -> Async.complete(List.of(task)).getFirst().outcome()),
                new Look("a view", task -> catchThrowable(() -> task.toCompletableFuture().join())),
                new Look("a handler of a stage", task -> task.handle((_, error) -> error)));
    }

    @ParameterizedTest(name = "D11: a failure that was looked at by {0} is not reported")
    @MethodSource("looks")
    void keepsQuietAboutWhatWasSeen(Look look) {
        look.look().accept(fails(loop));
        look.look().accept(fails(pool));
        closeAll();
        assertThat(reports.all()).isEmpty();
    }

    @Test
    @DisplayName("D11: what was thrown to a caller, or to a waiter that was there before, is not reported as well")
    void keepsQuietAboutWhatWasThrown() {
        assertThatThrownBy(() -> loop.call((Callable<String>) () -> {
            throw failure;
        })).isSameAs(failure);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        Task<String> task = loop.start(() -> {
            Async.await(gate);
            throw failure;
        });
        ForeignThread<String> waiter = ForeignThread.of(task::result).awaitWaiting();
        gate.complete(null);
        assertThat(waiter.failure()).isSameAs(failure);
        assertThatThrownBy(() -> TaskGroup.on(loop, group -> group.start((Callable<String>) () -> {
            throw failure;
        }).result())).isSameAs(failure);
        closeAll();
        assertThat(reports.all()).isEmpty();
    }

    @Test
    @DisplayName("D11: a cancelled task is not reported, but a failure of its cleanup is")
    void reportsCleanupButNotCancels() {
        Task<Void> cancelled = loop.start(() -> Async.sleep(LONG));
        Task<Void> failing = loop.start(() -> {
            try {
                Async.sleep(LONG);
            } catch (CancelledException met) {
                throw failure;
            }
        });
        loop.call(() -> {
            loop.start(() -> Async.sleep(LONG)).cancel();
        });
        Eventually.until(() -> loop.stats().timers() == 2);
        cancelled.cancel();
        failing.cancel();
        Eventually.until(() -> cancelled.isDone() && failing.isDone());
        closeAll();
        assertThat(reports.failures()).containsExactly(failure);
    }

    @Test
    @DisplayName("D11: a waiter that had left before the failure has not seen it")
    void reportsWhatComesAfterTheWaiterLeft() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        Callable<String> late = () -> {
            Async.await(gate);
            throw failure;
        };
        Task<String> byGet = loop.start(late);
        assertThatThrownBy(() -> byGet.get(5, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        Task<String> byWait = loop.start(late);
        Async.waitAny(List.of(byWait), Duration.ofMillis(5));
        ForeignThread<String> interrupted = ForeignThread.of(byGet::get).awaitWaiting();
        interrupted.interrupt();
        interrupted.failure();
        gate.complete(null);
        Eventually.until(() -> byGet.isDone() && byWait.isDone());
        closeAll();
        assertThat(reports.failures()).containsExactly(failure, failure);
    }

    @Test
    @DisplayName("D11: to learn that a task has ended is not to look at its failure")
    void reportsWhatWasOnlyAwaited() {
        Task<String> task = fails(loop);
        assertThat(task.isDone()).isTrue();
        assertThat(task.state()).isEqualTo(java.util.concurrent.Future.State.FAILED);
        assertThat(task.cancel()).isFalse();
        assertThat(task.toString()).contains("FAILED");
        assertThat(Async.waitAll(List.of(task), LONG).done()).hasSize(1);
        closeAll();
        assertThat(reports.failures()).containsExactly(failure);
    }

    @Test
    @DisplayName("D11: what fails in its cleanup because the rest was no longer wanted is reported")
    void reportsTheCleanupOfWhatWasNoLongerWanted() {
        Task<String> cleaning = loop.start(() -> {
            try {
                Async.sleep(LONG);
                return "never";
            } catch (CancelledException met) {
                throw failure;
            }
        });
        Task<String> quick = loop.start(() -> "quick");
        Eventually.until(() -> loop.stats().timers() == 1 && quick.isDone());
        Throwable thrown = catchThrowable(() -> {
            try (Completions<String> completions = Async.asCompleted(List.of(cleaning, quick))) {
                assertThat((Object) completions.iterator().next()).isSameAs(quick);
            }
        });
        closeAll();
        if (thrown == null) {
            assertThat(reports.failures()).containsExactly(failure);
        } else {
            assertThat(thrown).isSameAs(failure);
        }
    }

    @Test
    @DisplayName("D11, A13: a crash after readiness that nobody looks at is reported")
    void reportsACrashAfterReadiness() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        Started<String, String> server = loop.startReady(ready -> {
            ready.accept("ready");
            Async.await(gate);
            throw failure;
        });
        gate.complete(null);
        Eventually.until(() -> server.task().isDone());
        closeAll();
        assertThat(reports.failures()).containsExactly(failure);
    }

    @Test
    @DisplayName("D11: what an abandoned thread brings after all makes no noise")
    void keepsQuietAboutAbandonedThreads() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Task<String> task = pool.start(() -> {
            began.countDown();
            while (go.getCount() > 0) {
                Thread.onSpinWait();
            }
            throw failure;
        }, OnCancel.ABANDON);
        Eventually.until(() -> began.getCount() == 0);
        task.cancel();
        task.outcome();
        go.countDown();
        closeAll();
        assertThat(reports.all()).isEmpty();
    }

    @Test
    @DisplayName("D11: looking and closing at the same time report a failure once at most, and not one seen before")
    void racesLookingWithClosing() {
        for (int round = 0; round < 40; round++) {
            ReportedFailures own = new ReportedFailures();
            EventLoop racing = EventLoop.open(o -> o.withFailureHandler(own));
            List<Task<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                tasks.add(fails(racing));
            }
            catchThrowable(tasks.get(0)::result);
            ForeignThread<Boolean> closer = ForeignThread.of(() -> {
                racing.close();
                return true;
            });
            tasks.forEach(task -> catchThrowable(task::result));
            assertThat(closer.value()).isTrue();
            assertThat(own.all()).hasSizeBetween(0, 9);
        }
    }

    @Test
    @DisplayName("D11: the default handler writes to the log of dev.footbridge")
    void logsByDefault() {
        try (dev.footbridge.testing.LoggedFailures logged = new dev.footbridge.testing.LoggedFailures()) {
            try (EventLoop plain = EventLoop.open(o -> o.withName("plain"))) {
                fails(plain);
            }
            assertThat(logged.failures()).containsExactly(failure);
            assertThat(logged.messages()).singleElement().asString()
                    .isEqualTo("plain/UnobservedFailureTest lambda: a failure that nobody looked at");
        }
    }

    @Test
    @DisplayName("D11: the log says where the code of the task begins")
    void logsWhereTheCodeOfTheTaskBegins() {
        try (CapturedLog log = CapturedLog.open()) {
            EventLoop logging = EventLoop.open(o -> o.withName("logging"));
            logging.start((Callable<String>) () -> thrown("lost"));
            logging.close();
            assertThat(log.messages()).singleElement().asString()
                    .startsWith("logging/UnobservedFailureTest lambda (")
                    .contains("UnobservedFailureTest.lambda$logsWhereTheCodeOfTheTaskBegins$")
                    .endsWith("): a failure that nobody looked at");
        }
    }

    private static String thrown(String message) {
        throw new IllegalStateException(message);
    }
}
