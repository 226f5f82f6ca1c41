package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a level's executor concerns the jobs that came through it, not the level and not other views. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelExecutorEndTest {

    private final OpenLevels levels = new OpenLevels();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        levels.close();
    }

    private static void assertRefuses(ExecutorService executor) {
        AtomicInteger runs = new AtomicInteger();
        Callable<Integer> job = runs::incrementAndGet;
        for (Callable<?> use : List.<Callable<?>>of(() -> executor.submit(job), () -> executor.submit(() -> {}),
                () -> executor.submit(() -> {}, 1), () -> executor.invokeAll(List.of(job)),
                () -> executor.invokeAny(List.of(job)))) {
            assertThatThrownBy(use::call).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("was shut down").hasMessageContaining("take another");
        }
        assertThatThrownBy(() -> executor.execute(runs::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void finishesWhatItHasAfterShutdown(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        Future<String> running = executor.submit(gate::passDeaf, "ran");
        Future<String> next = executor.submit(() -> "ran, too");
        gate.awaitArrivals(1);
        assertThat(executor.isShutdown() || executor.isTerminated()).isFalse();

        executor.shutdown();
        executor.shutdown();

        assertThat(executor.isShutdown()).isTrue();
        assertThat(executor.isTerminated()).isFalse();
        assertRefuses(executor);
        for (long limit : new long[]{1, 0, -1, Long.MIN_VALUE}) {
            assertThat(executor.awaitTermination(limit, TimeUnit.MILLISECONDS)).isFalse();
        }
        gate.open();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(running.get() + "; " + next.get()).isEqualTo("ran; ran, too");
        assertRefuses(executor);
        assertThat(levels.level(name).call(() -> "open")).as("the level").isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "small"})
    @DisplayName("law 3: shutdownNow cancels what runs and returns what never began")
    void shutsDownNow(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        AtomicInteger runs = new AtomicInteger();
        Future<?> running = executor.submit(() -> {
            gate.pass();
            return "never";
        });
        gate.awaitArrivals(1);
        Runnable first = runs::incrementAndGet;
        Runnable second = () -> runs.addAndGet(10);
        Future<?> submitted = executor.submit(second);
        executor.execute(first);
        Future<Integer> called = executor.submit(() -> runs.addAndGet(100));

        List<Runnable> left = executor.shutdownNow();

        assertThat(left).hasSize(3).startsWith(second, first);
        assertThat(submitted.isCancelled() && called.isCancelled()).isTrue();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running.isCancelled()).isTrue();
        assertThat(runs).as("jobs that never began").hasValue(0);
        left.forEach(Runnable::run);
        assertThat(runs).as("run by whoever got them").hasValue(111);
        assertThat(executor.shutdownNow()).isEmpty();
        assertRefuses(executor);
        assertThat(levels.level(name).call(() -> "open")).as("the level").isEqualTo("open");
    }

    @Test
    @DisplayName("law 3: shutdownNow reaches a job in place, from another thread")
    void shutsDownAJobInPlace() {
        ExecutorService executor = Level.caller().asExecutorService();
        ForeignThread<Future<?>> caller = ForeignThread.of(() -> executor.submit(() -> {
            gate.pass();
            return "never";
        }));
        gate.awaitArrivals(1);

        assertThat(executor.shutdownNow()).isEmpty();

        assertThat(caller.value().isCancelled()).isTrue();
        assertThat(caller.wasInterrupted()).as("the caller's flag").isFalse();
        assertThat(executor.isTerminated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void knowsNoOtherView(String name) throws Exception {
        Level level = levels.level(name);
        ExecutorService one = level.asExecutorService();
        ExecutorService other = level.asExecutorService();
        Task<?> direct = name.equals("caller") ? level.start(() -> {}) : level.start(gate::passDeaf);

        one.shutdownNow();

        assertThat(one.awaitTermination(20, TimeUnit.SECONDS)).as("in spite of a job that came another way").isTrue();
        assertThat(other.isShutdown()).isFalse();
        Future<String> future = other.submit(() -> "value");
        gate.open();
        assertThat(future.get()).isEqualTo("value");
        direct.result();
        assertThat(direct.isCancelled()).isFalse();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void isInterruptedWhileItAwaitsTheEnd(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        Future<String> job = executor.submit(gate::passDeaf, "ran");
        executor.shutdown();
        ForeignThread<Boolean> waiting = ForeignThread.of(() -> executor.awaitTermination(60, TimeUnit.SECONDS))
                .awaitWaiting();

        waiting.interrupt();

        assertThat(waiting.failure()).isInstanceOf(InterruptedException.class).hasMessageContaining(name);
        assertThat(waiting.wasInterrupted()).as("the flag").isFalse();
        assertThat(job.isDone()).isFalse();
        gate.open();
        assertThat(job.get()).isEqualTo("ran");
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("law 1, law 2: code that awaits the end of a view lets the others run, and gives its place back")
    void letsTheOthersRunMeanwhile() {
        for (Level level : List.of(levels.loop(), levels.small())) {
            assertThat(level.<Boolean>call(() -> {
                ExecutorService executor = level.asExecutorService();
                Future<?> slow = executor.submit(() -> Async.sleep(Duration.ofMillis(5)));
                executor.shutdown();
                return executor.awaitTermination(20, TimeUnit.SECONDS) && slow.isDone();
            })).isTrue();
            assertThat(level.<String>call(() -> {
                try (ExecutorService executor = level.asExecutorService()) {
                    executor.execute(Async::yieldNow);
                    return "closed";
                }
            })).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("law 3: a cancel ends awaitTermination, and leaves the jobs alone")
    void isCancelledWhileItAwaitsTheEnd() {
        ExecutorService executor = levels.pool().asExecutorService();
        executor.execute(gate::passDeaf);
        Task<Boolean> waiting = levels.loop().start(() -> executor.awaitTermination(60, TimeUnit.SECONDS));
        gate.awaitArrivals(1);
        waiting.cancel("why");
        assertThatThrownBy(waiting::result).isInstanceOf(CancelledException.class).hasMessage("why");
        assertThat(executor.isShutdown()).isFalse();
        gate.open();
        executor.close();
    }

    // ---- close

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 7: an interrupt of the closing thread cancels the jobs, sees them end, and is kept")
    void closesAtOnceWhenInterrupted(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        Future<?> job = executor.submit(() -> {
            gate.pass();
            return "never";
        });
        gate.awaitArrivals(1);
        ForeignThread<Boolean> closing = ForeignThread.of(() -> {
            executor.close();
            return job.isCancelled();
        }).awaitWaiting();

        closing.interrupt();

        assertThat(closing.value()).isTrue();
        assertThat(closing.wasInterrupted()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    @DisplayName("law 3: a cancel of the closing code cancels the jobs, sees them end, and goes on")
    void closesAtOnceWhenCancelled() {
        ExecutorService executor = levels.pool().asExecutorService();
        Future<?> job = executor.submit(() -> {
            gate.pass();
            return "never";
        });
        Task<?> closing = levels.loop().start(executor::close);
        gate.awaitArrivals(1);
        Eventually.until(executor::isShutdown);

        closing.cancel("why");

        assertThatThrownBy(closing::result).isInstanceOf(CancelledException.class).hasMessage("why");
        assertThat(job.isCancelled() && executor.isTerminated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void cannotBeClosedByItsOwnJob(String name) {
        for (int round = 0; round < 50; round++) { // the job may be faster than the view learns its name
            ExecutorService executor = levels.level(name).asExecutorService();
            Future<?> closing = executor.submit(executor::close);
            assertThatThrownBy(closing::get).isInstanceOf(ExecutionException.class).cause()
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("by one of its own jobs");
            assertThat(executor.isShutdown()).isTrue();
            executor.close();
        }
    }

    // ---- races

    /** A job that tells if it ever runs twice. */
    private static Runnable once(AtomicInteger ran) {
        AtomicInteger runs = new AtomicInteger();
        return () -> {
            assertThat(runs.incrementAndGet()).as("runs of a job").isEqualTo(1);
            ran.incrementAndGet();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 4: whatever is submitted while a view is shut down runs, comes back, or is refused, and settles")
    void losesNothingInARaceWithShutdown(String name) throws Exception {
        for (int round = 0; round < 100; round++) {
            ExecutorService executor = levels.level(name).asExecutorService();
            AtomicInteger ran = new AtomicInteger();
            List<Future<?>> futures = new ArrayList<>();
            ForeignThread<Integer> submitting = ForeignThread.of(() -> {
                for (int i = 0; i < 1_000; i++) {
                    try {
                        futures.add(executor.submit(once(ran)));
                    } catch (RejectedExecutionException shut) {
                        return i;
                    }
                }
                return 1_000;
            });
            int some = round % 20;
            Eventually.until(() -> ran.get() >= some);
            List<Runnable> left = executor.shutdownNow();
            assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            int accepted = submitting.value();
            assertThat(futures).hasSize(accepted).allMatch(Future::isDone);
            assertThat(futures.stream().filter(future -> !future.isCancelled())).hasSize(ran.get());
            assertThat(left.size()).as("what never began").isLessThanOrEqualTo(accepted - ran.get());
            left.forEach(Runnable::run);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void hasEndedOnceTheLastFutureHas(String name) throws Exception {
        for (int round = 0; round < 500; round++) {
            ExecutorService executor = levels.level(name).asExecutorService();
            Future<Integer> last = executor.submit(() -> 1);
            executor.shutdown();
            last.get();
            assertThat(executor.isTerminated()).isTrue();
        }
    }

    /** Who closes looks, under a lock, whether it is one of the jobs, while those that end tell it under the same lock. */
    @Test
    @DisplayName("law 4: a close that waits while the jobs end is never left asleep")
    void closesWhileItsJobsEnd() {
        AtomicInteger rounds = new AtomicInteger();
        ForeignThread<Integer> closing = ForeignThread.of(() -> {
            try (ThreadPool pool = ThreadPool.open(o -> o.withThreadFactory(Thread.ofPlatform().daemon().factory()))) {
                while (rounds.get() < 2_000) {
                    try (ExecutorService executor = pool.asExecutorService()) {
                        for (int i = 0; i < 6; i++) {
                            int spins = i * 20;
                            executor.execute(() -> spin(spins));
                        }
                    }
                    rounds.incrementAndGet();
                }
            }
            return rounds.get();
        });
        assertThat(closing.value()).isEqualTo(2_000);
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
