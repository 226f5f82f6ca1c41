package dev.footbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParallelFailureTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withFailureHandler(reported));
    private final ThreadPool pool = ThreadPool.open(o -> o.withFailureHandler(reported));
    private final Gate gate = new Gate();
    private final AtomicInteger cleaned = new AtomicInteger();

    @AfterEach
    void close() {
        gate.open();
        loop.abort();
        pool.abort();
    }

    private static Callable<Object> failing(Throwable error) {
        return () -> {
            throw Sneaky.raise(error);
        };
    }

    /** A member that says that it has begun, waits to be cancelled, cleans up, and then fails if so wanted. */
    private Callable<Object> waiting(CountDownLatch begun, Throwable cleanup) {
        return () -> {
            try {
                begun.countDown();
                Async.sleep(Duration.ofSeconds(60));
                return "slept";
            } finally {
                Async.shielded(() -> {
                    Async.sleep(Duration.ofMillis(5));
                    return cleaned.incrementAndGet();
                });
                if (cleanup != null) {
                    throw Sneaky.raise(cleanup);
                }
            }
        };
    }

    private static Callable<Object> failingOnce(CountDownLatch begun, Throwable error) {
        return () -> {
            while (begun.getCount() > 0) {
                Async.yieldNow();
            }
            throw Sneaky.raise(error);
        };
    }

    @Test
    @DisplayName("C3: a failure cancels the others, waits for their cleanup, and is thrown with theirs suppressed")
    void failsFast() {
        for (Level level : List.of(loop, pool)) {
            cleaned.set(0);
            IOException original = new IOException("first");
            IllegalStateException cleanup = new IllegalStateException("cleanup");
            CountDownLatch begun = new CountDownLatch(3);
            Parallel<Object> plan = Parallel.of().schedule(waiting(begun, null)).schedule(waiting(begun, cleanup))
                    .schedule(failingOnce(begun, original)).schedule(waiting(begun, null)).on(level);

            Throwable thrown = catchThrowable(plan::block);

            assertThat(thrown).isSameAs(original);
            assertThat(thrown.getSuppressed()).containsExactly(cleanup);
            assertThat(cleaned.get()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("C3: run fails its task with the very same exception")
    void failsTheTaskOfARun() {
        IOException original = new IOException("first");
        Task<List<Object>> task = Parallel.of().schedule(() -> 1).schedule(failing(original)).run();

        assertThatThrownBy(task::result).isSameAs(original);
        assertThat(task.exceptionNow()).isSameAs(original);
    }

    @Test
    void throwsErrorsAndFailuresOfAsyncMembersAsTheyAre() {
        AssertionError error = new AssertionError("wrong");
        IOException original = new IOException("stage");

        assertThatThrownBy(() -> Parallel.of().schedule(failing(error)).block()).isSameAs(error);
        assertThatThrownBy(() -> Parallel.of().schedule(() -> CompletableFuture.failedFuture(original)).block())
                .isSameAs(original);
    }

    @Test
    @DisplayName("C5: collecting puts values, failures and cancellations in their places")
    void collectsAnOutcomeForEachMember() {
        IOException original = new IOException("bad");
        for (Level level : List.of(loop, pool, Level.caller())) {
            List<Outcome<Object>> outcomes = Parallel.of().schedule(() -> 1).schedule(failing(original))
                    .schedule(() -> {}).schedule(failing(new CancelledException("gave up"))).schedule(() -> "last")
                    .collectErrors().on(level)
                    .block();

            assertThat(outcomes).containsExactly(new Outcome.Success<>(1), new Outcome.Failure<>(original),
                    new Outcome.Success<>(null), new Outcome.Cancelled<>("gave up"), new Outcome.Success<>("last"));
        }
        assertThat(Parallel.of().schedule(failing(original)).collectErrors().run().result()).hasSize(1);
    }

    @Test
    @DisplayName("C5: collecting runs all members, whatever happens to the others")
    void runsAllMembersWhenItCollects() {
        AtomicInteger runs = new AtomicInteger();
        Parallel<Object> plan = Parallel.of();
        for (int i = 0; i < 20; i++) {
            plan = plan.schedule(failing(new IOException("each"))).schedule(runs::incrementAndGet);
        }

        List<Outcome<Object>> outcomes = plan.collectErrors().limit(2).block();

        assertThat(runs.get()).isEqualTo(20);
        assertThat(outcomes.stream().filter(Outcome::isSuccess)).hasSize(20);
    }

    @Test
    void changesBetweenFailingFastAndCollecting() {
        IOException original = new IOException("bad");
        Parallel<Object> plan = Parallel.of().schedule(() -> 1).schedule(failing(original));

        assertThat(plan.failFast()).isSameAs(plan);
        assertThat(plan.collectErrors().block()).hasSize(2);
        assertThatThrownBy(() -> plan.collectErrors().failFast().block()).isSameAs(original);
        assertThat(plan.collectErrors().schedule(() -> 3).block()).hasSize(3);
    }

    @Test
    void looksAtTheFailuresItThrowsOrCollects() {
        Parallel<Object> plan = Parallel.of().schedule(failing(new IOException("one")))
                .schedule(failing(new IOException("two")))
                .on(pool);
        assertThatThrownBy(plan::block).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> plan.limit(1).block()).isInstanceOf(IOException.class);
        plan.collectErrors().block();
        pool.close();

        assertThat(reported.all()).isEmpty();
    }

    @Test
    void cancelsItsMembersWithTheTaskOfARun() {
        CountDownLatch begun = new CountDownLatch(2);
        Task<List<Object>> task = Parallel.of().schedule(waiting(begun, null)).schedule(waiting(begun, null)).on(pool)
                .run();
        Eventually.until(() -> begun.getCount() == 0);

        task.cancel("enough");

        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("enough");
        assertThat(cleaned.get()).isEqualTo(2);
    }

    @Test
    void cancelsItsMembersWithTheCodeThatBlocksOnIt() {
        CountDownLatch begun = new CountDownLatch(2);
        Parallel<Object> plan = Parallel.of().schedule(waiting(begun, null)).schedule(waiting(begun, null)).on(loop);
        Task<Object> coroutine = loop.start((Callable<Object>) plan::block);
        Eventually.until(() -> begun.getCount() == 0);

        coroutine.cancel("stop");

        assertThatThrownBy(coroutine::result).isInstanceOf(CancelledException.class).hasMessage("stop");
        assertThat(cleaned.get()).isEqualTo(2);
    }

    @Test
    void cancelsItsMembersWhenTheThreadIsInterruptedAndKeepsTheFlag() {
        CountDownLatch begun = new CountDownLatch(2);
        Parallel<Object> plan = Parallel.of().schedule(waiting(begun, null)).schedule(waiting(begun, null)).on(pool);
        ForeignThread<Object> thread = ForeignThread.<Object>of(plan::block);
        Eventually.until(() -> begun.getCount() == 0);
        thread.awaitWaiting().interrupt();

        assertThat(thread.failure()).isInstanceOf(CancelledException.class);
        assertThat(thread.wasInterrupted()).isTrue();
        assertThat(cleaned.get()).isEqualTo(2);
    }

    @Test
    void isCutShortByATimeLimit() {
        Parallel<Object> plan = Parallel.of().schedule(() -> {
            gate.pass();
            return 1;
        }).schedule(() -> 2).on(pool);

        assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(10), plan::block))
                .isInstanceOf(TimeoutException.class);
        Eventually.until(() -> pool.stats().running() == 0);
        assertThatThrownBy(() -> plan.run().result(Duration.ofMillis(10))).isInstanceOf(TimeoutException.class);
        Eventually.until(() -> pool.stats().running() == 0);
    }

    @Test
    void startsNoLaterMemberInPlaceAfterAFailure() {
        IOException original = new IOException("bad");
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> Parallel.of().schedule(failing(original)).schedule(runs::incrementAndGet)
                .on(Level.caller()).block()).isSameAs(original);
        assertThat(runs.get()).isZero();
    }

    @Test
    void leavesNoMemberRunningWhenItsLevelRefusesOne() {
        try (ThreadPool tight = ThreadPool.open(o -> o.withName("tight").withLimit(1).withQueueLimit(0))) {
            Parallel<Object> plan = Parallel.of().schedule(() -> {
                gate.pass();
                return 1;
            }).schedule(() -> 2).on(tight);

            assertThatThrownBy(plan::block).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("thread pool 'tight' is full");
            Eventually.until(() -> tight.stats().running() == 0);

            gate.open();
            List<Outcome<Object>> outcomes = plan.collectErrors().block();
            assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Success<>(1));
            assertThat(outcomes).hasSize(2);
        }
    }

    @Test
    void collectsARefusalAsTheMembersOwnFailure() {
        ThreadPool closed = ThreadPool.open(o -> o.withName("shut"));
        closed.close();

        assertThat(Parallel.of().schedule(() -> 1).collectErrors().on(closed).block()).singleElement()
                .isInstanceOfSatisfying(Outcome.Failure.class,
                        failure -> assertThat(failure.error()).isInstanceOf(RejectedExecutionException.class)
                                .hasMessage("thread pool 'shut' is closed: open another"));
        assertThatThrownBy(() -> Parallel.of().schedule(() -> 1).on(closed).block())
                .isInstanceOf(RejectedExecutionException.class);
    }

    /** A level of a user's own that breaks at some start. */
    private record Breaking(Level level, AtomicInteger left) implements Level {

        @Override
        public String name() {
            return "breaking";
        }

        @Override
        public <T> Task<T> start(Callable<T> job) {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("the level is broken");
            }
            return level.start(job);
        }

        @Override
        public <T> Optional<Task<T>> tryStart(Callable<T> job) {
            return Optional.of(start(job));
        }

        @Override
        public <T> T call(Callable<T> job) {
            return start(job).result();
        }
    }

    @Test
    void leavesNoMemberRunningWhenItsLevelBreaks() {
        CountDownLatch begun = new CountDownLatch(2);
        Parallel<Object> plan = Parallel.of().schedule(waiting(begun, null)).schedule(waiting(begun, null))
                .schedule(() -> 3)
                .on(new Breaking(pool, new AtomicInteger(2)));

        assertThatThrownBy(plan::block).isInstanceOf(IllegalStateException.class).hasMessage("the level is broken");
        Eventually.until(() -> pool.stats().ended() == pool.stats().started());
    }
}
