package dev.footbridge.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.context.Context;
import dev.footbridge.plan.Parallel;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.LoggedFailures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an executor gets from its level, what becomes of its futures, and where its promises end. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelOnExecutorTest {

    private static Object copy(Object sent) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    @DisplayName("a level is named after its executor, or as it is told")
    void hasAName() {
        try (Foreign executor = Foreign.withFutures(); ExecutorService jdk = Executors.newFixedThreadPool(1)) {
            assertThat(Level.on(jdk).name()).isEqualTo("ThreadPoolExecutor");
            assertThat(Level.on(Foreign.direct()).name()).as("of an anonymous class").isEqualTo("executor");
            Level level = Level.on("jobs", executor);
            assertThat(level.name()).isEqualTo("jobs");
            assertThat(level).hasToString("executor 'jobs'");
            Task<?> task = level.start(() -> 1);
            assertThat(task.result()).isEqualTo(1);
            assertThat(task.toString()).startsWith("jobs/LevelOnExecutorTest lambda");
        }
    }

    @Test
    @DisplayName("nothing is taken for null")
    @SuppressWarnings("NullAway")
    void refusesNull() {
        assertThatThrownBy(() -> Level.on(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the executor is null: give one to run jobs");
        assertThatThrownBy(() -> Level.on("jobs", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the executor is null: give one to run jobs");
        assertThatThrownBy(() -> Level.on(null, Foreign.direct())).isInstanceOf(NullPointerException.class)
                .hasMessage("the name is null: give one, for messages");
        assertThatThrownBy(() -> Level.on(Foreign.direct()).start((Callable<Integer>) null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("a foreign executor gets a serializable function as it is")
    void sendsTheFunctionItself() {
        try (Foreign executor = Foreign.withStages()) {
            Sendable.Call<Integer> call = Sendable.call(() -> 6 * 7);
            Sendable.Run run = Sendable.run(() -> {});
            Level level = Level.on(executor);
            assertThat(level.call(call)).isEqualTo(42);
            assertThat(level.asExecutorService().submit(run, "given")).succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo("given");
            assertThat(executor.submitted).containsExactly(call, run);
            assertThat(Parallel.<Integer>of().schedule(call).schedule(call).on(level).block())
                    .isEqualTo(List.of(42, 42));
        }
    }

    @Test
    @DisplayName("an async function, and a job without a value, go in a wrapper that can be sent")
    void sendsOtherKindsInAWrapper() throws Exception {
        try (Foreign executor = Foreign.withStages()) {
            Level level = Level.on(executor);
            AsyncCallable<String> async = Sendable.async(() -> CompletableFuture.supplyAsync(() -> "async"));
            assertThat(level.call(async)).isEqualTo("async");
            level.call(Sendable.action(() -> {}));
            assertThat(executor.submitted).hasSize(2);
            assertThat(((Callable<?>) copy(executor.submitted.get(0))).call()).isEqualTo("async");
            assertThat(((Callable<?>) copy(executor.submitted.get(1))).call()).isNull();
            assertThat(Parallel.of().schedule(async).on(level).block()).isEqualTo(List.of("async"));
        }
    }

    @Test
    @DisplayName("an executor that tries to send a job of this JVM is told what to do")
    void saysWhatCannotBeSent() {
        try (Foreign executor = Foreign.withFutures()) {
            Level level = Level.on("jobs", executor);
            Object lock = new Object();
            level.call(() -> lock.hashCode());
            assertThatThrownBy(() -> copy(executor.submitted.getFirst())).isInstanceOf(NotSerializableException.class)
                    .hasMessageStartingWith("level 'jobs' cannot send jobs/LevelOnExecutorTest lambda")
                    .hasMessageContaining("not serializable").hasMessageContaining("RemoteCallable.of(() -> ...)");
            level.in(Context.current()).call(Sendable.call(() -> 1));
            assertThatThrownBy(() -> copy(executor.submitted.get(1))).isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("runs in a context of its own");
        }
    }

    @Test
    @DisplayName("the JDK's own executors run a serializable function as a job of this JVM")
    void hostsOnTheJdksExecutors() {
        try (ExecutorService executor = Executors.newFixedThreadPool(1); Gate gate = new Gate()) {
            Gates.current = gate;
            Task<Integer> task = Level.on(executor).start(Sendable.call(() -> {
                try {
                    Gates.current.pass();
                } finally {
                    Async.shielded(Async::yieldNow);
                }
                return 1;
            }));
            gate.awaitArrivals(1);
            task.cancel("not needed");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("not needed"));
        }
    }

    /** What a function that is sent finds where it runs. */
    static final class Gates {
        static volatile Gate current = new Gate();

        private Gates() {}
    }

    @Test
    @DisplayName("a cancel of what was sent reaches the future, and the task ends as that does")
    void passesCancelsOn() {
        for (Foreign kind : List.of(Foreign.withFutures(), Foreign.withStages())) {
            try (kind; Gate gate = new Gate()) {
                Gates.current = gate;
                Task<?> task = Level.on(kind).start(Sendable.action(() -> Gates.current.pass()));
                gate.awaitArrivals(1);
                assertThat(task.cancel("not needed")).isTrue();
                assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("not needed"));
                assertThat(kind.cancels).containsExactly(true);
                assertThat(task.cancel("again")).isFalse();
            }
        }
    }

    @Test
    @DisplayName("a cancel that must not interrupt says so to the future")
    void passesOnThatNothingIsInterrupted() {
        try (Foreign executor = Foreign.withFutures(); Gate gate = new Gate()) {
            Gates.current = gate;
            Task<?> task = Level.on(executor).start(Sendable.action(() -> Gates.current.pass()));
            gate.awaitArrivals(1);
            assertThat(task.cancel(false)).isTrue();
            task.outcome();
            assertThat(executor.cancels).containsExactly(false);
        }
    }

    @Test
    @DisplayName("when an executor loses a cancel, what was sent goes on, and its value arrives")
    void bringsTheValueThoughACancelWasLost() {
        try (Foreign executor = Foreign.losingCancels(); Gate gate = new Gate()) {
            Gates.current = gate;
            Task<Integer> task = Level.on(executor).start(Sendable.call(() -> {
                Gates.current.pass();
                return 1;
            }));
            gate.awaitArrivals(1);
            assertThat(task.cancel()).isTrue();
            Eventually.until(() -> executor.cancels.equals(List.of(true)));
            assertThat(task.isDone()).isFalse();
            gate.open();
            assertThat(task.result()).isOne();
        }
    }

    @Test
    @DisplayName("a job in this JVM is cancelled though its executor loses cancels")
    void cancelsWhatItHostsByItself() {
        try (Foreign executor = Foreign.losingCancels(); Gate gate = new Gate()) {
            Task<?> task = Level.on(executor).start(() -> gate.pass());
            gate.awaitArrivals(1);
            task.cancel();
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        }
    }

    @Test
    @DisplayName("a cancel that fails is reported, and the job goes on")
    void reportsCancelsThatFail() {
        try (Foreign executor = Foreign.failingCancels();
                Gate gate = new Gate();
                LoggedFailures log = new LoggedFailures()) {
            Gates.current = gate;
            Task<?> task = Level.on("jobs", executor).start(Sendable.action(() -> Gates.current.pass()));
            gate.awaitArrivals(1);
            task.cancel();
            Eventually.until(() -> log.failures().stream()
                    .anyMatch(failure -> "no connection".equals(failure.getMessage())));
            gate.open();
            assertThat(task.result()).isNull();
        }
    }

    @Test
    @DisplayName("a future that fails late fails the task, as itself")
    void failsWithAFutureThatFailsLate() {
        IOException lost = new IOException("connection lost");
        CompletableFuture<Object> end = new CompletableFuture<>();
        for (Foreign kind : List.of(Foreign.endingAs(end), Foreign.blockingUntil(end))) {
            try (kind) {
                Task<Integer> sent = Level.on(kind).start(Sendable.call(() -> 1));
                Task<Integer> hosted = Level.on(kind).start(() -> 1);
                if (!end.isDone()) {
                    assertThat(sent.isDone() || hosted.isDone()).isFalse();
                    end.completeExceptionally(new ExecutionException(lost));
                }
                assertThatThrownBy(sent::result).isSameAs(lost);
                assertThatThrownBy(hosted::result).isSameAs(lost);
            }
        }
    }

    @Test
    @DisplayName("a future that its executor cancels ends the task, and says who did it")
    void endsWithAFutureThatIsCancelledByOthers() {
        CompletableFuture<Object> end = new CompletableFuture<>();
        end.cancel(true);
        try (Foreign executor = Foreign.endingAs(end)) {
            Level level = Level.on("jobs", executor);
            assertThat(level.start(Sendable.call(() -> 1)).outcome()).asString()
                    .contains("was cancelled by its executor");
            assertThat(level.start(() -> 1).outcome()).asString().contains("was cancelled by its executor");
        }
    }

    @Test
    @DisplayName("an executor that says that it is done with a job it never ran fails the job")
    void findsJobsThatNeverRan() {
        try (Foreign executor = Foreign.endingAs(CompletableFuture.completedFuture(null))) {
            assertThatThrownBy(() -> Level.on("jobs", executor).call(() -> 1)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the executor of level 'jobs' says that jobs/LevelOnExecutorTest lambda")
                    .hasMessageContaining("never ran");
        }
    }

    @Test
    @DisplayName("a refusal passes through")
    void passesRefusalsThrough() {
        try (Foreign executor = Foreign.rejecting()) {
            Level level = Level.on(executor);
            assertThatThrownBy(() -> level.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("full");
            assertThatThrownBy(() -> level.call(Sendable.call(() -> 1))).isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("full");
            assertThat(Parallel.<Integer>of().schedule(() -> 1).on(level).collectErrors().block().getFirst())
                    .isInstanceOf(Outcome.Failure.class);
        }
    }

    @Test
    @DisplayName("tryStart is refused by an executor that is full, and throws on one that is shut down")
    void triesToStart() {
        ThreadPoolExecutor small = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
        Level level = Level.on(small);
        try (Gate gate = new Gate()) {
            Task<?> running = level.tryStart(() -> gate.pass()).orElseThrow();
            gate.awaitArrivals(1);
            Task<Integer> queued = level.tryStart(() -> 2).orElseThrow();
            assertThat(level.tryStart(() -> 3)).as("its thread and its queue are full").isEmpty();
            gate.open();
            running.result();
            assertThat(queued.result()).isEqualTo(2);
        } finally {
            small.shutdown();
        }
        assertThatThrownBy(() -> level.tryStart(() -> 4)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> level.start(() -> 4)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @DisplayName("an executor that runs jobs on the calling thread has ended them when start returns")
    void runsInPlace() {
        try (Foreign executor = Foreign.direct()) {
            Level level = Level.on(executor);
            Thread here = Thread.currentThread();
            Task<Thread> task = level.start(Thread::currentThread);
            assertThat(task.isDone()).isTrue();
            assertThat(task.result()).isSameAs(here);
            IOException failure = new IOException("here");
            Task<Object> failed = level.start(() -> {
                throw failure;
            });
            assertThat(failed.isDone()).isTrue();
            assertThatThrownBy(failed::result).isSameAs(failure);
            assertThat(level.call(() -> level.call(() -> level.call(() -> 3)))).isEqualTo(3);
            assertThat(Async.block(() -> level.call(() -> 4))).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("a pool whose policy runs what it cannot take on the calling thread works, too")
    void runsWhatACallerRuns() {
        ThreadPoolExecutor small = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
                new ThreadPoolExecutor.CallerRunsPolicy());
        try (small) {
            Level level = Level.on(small);
            Parallel<Integer> plan = Parallel.of();
            for (int i = 0; i < 100; i++) {
                int number = i;
                plan = plan.schedule(() -> number);
            }
            assertThat(plan.on(level).block()).hasSize(100).isSorted();
        }
    }

    @Test
    @DisplayName("a view that one of its jobs closes on the calling thread says so, and does not wait for itself")
    void refusesToWaitForItself() {
        for (Foreign executor : List.of(Foreign.direct(), Foreign.withFutures())) {
            try (executor) {
                ExecutorService view = Level.on(executor).asExecutorService();
                assertThatThrownBy(() -> view.submit(() -> {
                    view.close();
                    return 1;
                }).get()).hasCauseInstanceOf(IllegalStateException.class);
                assertThat(view.isShutdown()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("law 2 does not hold: a nested job waits for a thread that waits for it; a time limit gets out of that")
    void standsStillInABoundedPool() {
        try (ExecutorService one = Executors.newFixedThreadPool(1)) {
            Level level = Level.on(one);
            assertThatThrownBy(
                    () -> Async.withTimeout(Duration.ofMillis(200), () -> level.call(() -> level.call(() -> 1))))
                    .isInstanceOf(TimeoutException.class);
            assertThat(level.call(() -> 2)).as("the thread is free again").isEqualTo(2);
        }
    }

    @Test
    @DisplayName("law 7: a failure that nobody can look at is reported, hosted or sent")
    void reportsFailures() {
        try (Foreign executor = Foreign.withStages(); LoggedFailures log = new LoggedFailures()) {
            ExecutorService view = Level.on("jobs", executor).asExecutorService();
            view.execute(() -> {
                throw new IllegalStateException("hosted");
            });
            view.execute(Sendable.run(() -> {
                throw new IllegalStateException("sent");
            }));
            Eventually.until(() -> log.failures().size() == 2);
            assertThat(log.failures()).extracting(Throwable::getMessage).containsExactlyInAnyOrder("hosted", "sent");
        }
    }
}
