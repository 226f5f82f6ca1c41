package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 4: every task settles, whatever dies. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Law4EveryTaskSettlesTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop
            .open(o -> o.withName("loop").withFailureHandler((_, _) -> {}).withAbortTimeout(Duration.ofSeconds(2)));
    private final ThreadPool pool = ThreadPool
            .open(o -> o.withName("pool").withFailureHandler((_, _) -> {}).withAbortTimeout(Duration.ofSeconds(2)));

    private final ExecutorService executor = Executors.newFixedThreadPool(1);

    @AfterEach
    void close() {
        executor.shutdownNow();
        loop.abort();
        pool.abort();
    }

    private static void assertSettles(Task<?> task) {
        Eventually.until(task::isDone);
        assertThat(task.outcome()).isNotNull();
    }

    @Test
    @DisplayName("law 4: a task settles however its body ends")
    void settlesHoweverTheBodyEnds() {
        List<Callable<String>> bodies = List.of(() -> "value", () -> null, () -> {
            throw new Exception("checked");
        }, () -> {
            throw new OutOfMemoryError("simulated");
        }, () -> {
            throw Law4EveryTaskSettlesTest.<Error>sneaky(new Throwable("bare"));
        }, () -> {
            throw new CancelledException("by itself");
        }, () -> {
            throw new java.util.concurrent.CancellationException();
        }, () -> {
            throw new InterruptedException("by itself");
        }, () -> {
            Thread.currentThread().interrupt();
            return "with the flag set";
        }, () -> {
            throw new NoMessage();
        });
        for (Level level : List.of(loop, pool, Level.on(executor), Level.caller())) {
            List<Task<String>> tasks = new ArrayList<>();
            for (Callable<String> body : bodies) {
                tasks.add(level.start(body));
            }
            tasks.forEach(Law4EveryTaskSettlesTest::assertSettles);
            assertThat(tasks.get(0).outcome()).isEqualTo(new Outcome.Success<>("value"));
            assertThat(tasks.get(5).outcome()).isEqualTo(new Outcome.Cancelled<>("by itself"));
            assertThat(tasks.get(6).isCancelled()).isTrue();
            Thread.interrupted();
        }
    }

    /** An exception that fails when it is looked at. */
    private static final class NoMessage extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneaky(Throwable error) throws X {
        throw (X) error;
    }

    @Test
    @DisplayName("law 4: a task of an async function settles with its stage, or without one")
    void settlesWithItsStage() {
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<String> obtruded = CompletableFuture.completedFuture("first");
        obtruded.obtrudeException(new IllegalStateException("obtruded"));
        List<AsyncCallable<String>> functions = List.of(() -> null, () -> later, () -> obtruded,
                () -> CompletableFuture.failedFuture(new Error("failed")), () -> {
                    throw new IllegalStateException("no stage");
                }, () -> later.minimalCompletionStage(), () -> later.thenApplyAsync(String::trim),
                () -> loop.start(() -> "a task"));
        List<Task<String>> tasks = new ArrayList<>();
        for (AsyncCallable<String> function : functions) {
            tasks.add(loop.start(function));
            tasks.add(pool.start(function));
        }
        later.complete("later");
        tasks.forEach(Law4EveryTaskSettlesTest::assertSettles);
    }

    @Test
    @DisplayName("law 4: a stage that cannot be cancelled does not keep a cancelled task from settling")
    void settlesWhenTheStageCannotBeCancelled() {
        CompletableFuture<String> never = new CompletableFuture<>();
        CompletionStage<String> minimal = never.minimalCompletionStage();
        for (Level level : List.of(loop, pool)) {
            Task<String> task = level.start((AsyncCallable<String>) () -> minimal);
            Task<String> deaf = level.start(() -> Async.await(new Deaf()));
            Async.sleep(Duration.ofMillis(5));
            task.cancel();
            deaf.cancel();
            assertSettles(task);
            assertSettles(deaf);
        }
    }

    /** A future that cannot be cancelled, nor interrupted while it is waited for. */
    private static final class Deaf extends FutureTask<String> {
        Deaf() {
            super(() -> "never");
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            throw new UnsupportedOperationException("not this one");
        }
    }

    @Test
    @DisplayName("law 4: tasks that are queued when their level ends settle")
    void settlesWhatNeverBegan() {
        CountDownLatch began = new CountDownLatch(2);
        List<Task<?>> tasks = new ArrayList<>();
        try (ThreadPool narrow = ThreadPool.open(o -> o.withLimit(1))) {
            for (Level level : List.of(loop, narrow)) {
                tasks.add(level.start(() -> {
                    began.countDown();
                    Thread.sleep(LONG);
                }));
                for (int i = 0; i < 50; i++) {
                    tasks.add(level.start(() -> 1));
                }
            }
            Eventually.until(() -> began.getCount() == 0);
            loop.abort();
            narrow.abort();
        }
        tasks.forEach(Law4EveryTaskSettlesTest::assertSettles);
        assertThat(tasks).allMatch(Task::isCancelled);
    }

    @Test
    @DisplayName("law 4: a task settles when its level has no thread for it")
    void settlesWithoutAThread() {
        AtomicInteger left = new AtomicInteger(3);
        try (ThreadPool starved = ThreadPool.open(o -> o.withLimit(2).withThreadFactory(run -> {
            if (left.getAndDecrement() <= 0) {
                throw new OutOfMemoryError("no more threads");
            }
            return Thread.ofVirtual().unstarted(run);
        }))) {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tasks.add(starved.start(() -> {
                    Async.sleep(Duration.ofMillis(1));
                    return 1;
                }));
            }
            tasks.forEach(Law4EveryTaskSettlesTest::assertSettles);
            assertThat(tasks.stream().filter(task -> task.outcome().isSuccess())).hasSize(3);
            assertThat(tasks).filteredOn(task -> !task.outcome().isSuccess())
                    .allMatch(task -> task.exceptionNow() instanceof RejectedExecutionException);
        }
    }

    @Test
    @DisplayName("law 4: a caller whose thread dies in a callback of its own leaves no task behind")
    void settlesWhenWaitersDie() {
        for (int round = 0; round < 50; round++) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            Task<String> task = loop.start(() -> {
                Async.await(gate);
                return "value";
            });
            ForeignThread<Object> dies = ForeignThread.of(() -> loop.call(() -> {
                task.thenRun(() -> {
                    throw new StackOverflowError("in a dependent stage");
                });
                throw new Error("the caller dies");
            }));
            ForeignThread<String> interrupted = ForeignThread.of(() -> task.get()).awaitWaiting();
            interrupted.interrupt();
            gate.complete(null);
            assertThat(dies.failure()).hasMessage("the caller dies");
            assertThat(task.result()).isEqualTo("value");
        }
        Eventually.until(() -> loop.stats().pending() == 0);
    }

    @Test
    @DisplayName("law 4: waiting for a task that its level gave up ends, too, and what it brings later is dropped")
    void settlesWhatItsLevelGaveUp() {
        CountDownLatch began = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        EventLoop hastyLoop = EventLoop
                .open(o -> o.withAbortTimeout(Duration.ofMillis(30)).withFailureHandler((_, _) -> {}));
        ThreadPool hastyPool = ThreadPool
                .open(o -> o.withAbortTimeout(Duration.ofMillis(30)).withFailureHandler((_, _) -> {}));
        List<Task<String>> tasks = new ArrayList<>();
        for (Level level : List.of(hastyLoop, hastyPool)) {
            tasks.add(level.start(() -> {
                began.countDown();
                while (go.getCount() > 0) {
                    catchThrowable(go::await);
                }
                ended.incrementAndGet();
                return "late";
            }));
        }
        Eventually.until(() -> began.getCount() == 0);
        List<ForeignThread<String>> waiters = tasks.stream().map(task -> ForeignThread.of(task::result).awaitWaiting())
                .toList();
        hastyLoop.abort();
        hastyPool.abort();
        waiters.forEach(waiter -> assertThat(waiter.failure()).isInstanceOf(CancelledException.class));
        go.countDown();
        Eventually.until(() -> ended.get() == 2);
        tasks.forEach(task -> assertThat(task.isCancelled()).isTrue());
        tasks.forEach(task -> assertThatThrownBy(task::result).isInstanceOf(CancelledException.class));
    }
}
