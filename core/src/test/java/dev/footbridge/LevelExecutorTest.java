package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.CapturedLog;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.threads.ThreadPool;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every level as an {@link ExecutorService}: what is submitted runs there, and its futures are the level's tasks. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelExecutorTest {

    private final OpenLevels levels = new OpenLevels();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        levels.close();
    }

    private static int nested(ExecutorService executor, int depth) throws Exception {
        return depth == 0 ? 0 : 1 + executor.submit(() -> nested(executor, depth - 1)).get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void runsWhatIsSubmittedOnTheLevel(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        AtomicInteger runs = new AtomicInteger();

        Future<String> called = executor.submit(() -> "value");
        Future<String> valued = executor.submit(runs::incrementAndGet, "given");
        Future<?> ran = executor.submit((Runnable) runs::incrementAndGet);

        assertThat(called.get()).isEqualTo("value");
        assertThat(valued.get(20, TimeUnit.SECONDS)).isEqualTo("given");
        assertThat((Object) ran.get()).isNull();
        assertThat(runs).hasValue(2);
        assertThat(List.of(called, valued, ran)).allSatisfy(future -> assertThat(future).isInstanceOf(Task.class));
        assertThat(((Task<String>) called).name()).startsWith(levels.level(name).name() + "/LevelExecutorTest");
        assertThat(executor.submit(Async::runningLoop).get().isPresent()).isEqualTo(name.equals("loop"));
        assertThat(executor.submit(Thread::currentThread).get() == Thread.currentThread())
                .isEqualTo(name.equals("caller"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    @DisplayName("law 5: a future fails with the original exception, in the JDK's wrapper")
    void failsWithTheOriginalException(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        IllegalStateException no = new IllegalStateException("no");
        List<Future<?>> futures = List.of(executor.submit(() -> {
            throw no;
        }), executor.submit((Runnable) () -> {
            throw no;
        }, "given"));
        for (Future<?> future : futures) {
            assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).cause().isSameAs(no);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 7: a failure of execute is reported once, at once, and harms nobody else")
    void reportsAFailureOfExecute(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        AssertionError no = new AssertionError("no");
        executor.execute(() -> {
            throw no;
        });
        Eventually.until(() -> !levels.failures().all().isEmpty());

        assertThat(levels.failures().failures()).containsExactly(no);
        assertThat(executor.submit(() -> "alive").get()).isEqualTo("alive");
        levels.close();
        assertThat(levels.failures().failures()).containsExactly(no);
    }

    @Test
    @DisplayName("law 7: a failure of execute in place is logged, not thrown at the caller")
    void logsAFailureInPlace() {
        AssertionError no = new AssertionError("no");
        try (CapturedLog log = CapturedLog.open()) {
            Level.caller().asExecutorService().execute(() -> {
                throw no;
            });
            assertThat(log.thrown()).containsExactly(no);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void refusesNull(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        AtomicInteger runs = new AtomicInteger();
        List<Callable<Integer>> some = List.of(runs::incrementAndGet);
        List<Callable<Integer>> holed = Arrays.asList(runs::incrementAndGet, null);

        assertThatNullPointerException().isThrownBy(() -> executor.execute(null)).withMessageContaining("job is null");
        assertThatNullPointerException().isThrownBy(() -> executor.submit((Runnable) null));
        assertThatNullPointerException().isThrownBy(() -> executor.submit((Callable<?>) null));
        assertThatNullPointerException().isThrownBy(() -> executor.submit(null, "given"));
        assertThatNullPointerException().isThrownBy(() -> executor.invokeAll(null));
        assertThatNullPointerException().isThrownBy(() -> executor.invokeAny(null));
        assertThatNullPointerException().isThrownBy(() -> executor.invokeAll(holed))
                .withMessageContaining("job 1 of 2");
        assertThatNullPointerException().isThrownBy(() -> executor.invokeAny(holed));
        assertThatNullPointerException().isThrownBy(() -> executor.invokeAll(some, 1, null));
        assertThatNullPointerException().isThrownBy(() -> executor.invokeAny(some, 1, null));
        assertThatNullPointerException().isThrownBy(() -> executor.awaitTermination(1, null));

        executor.close();
        assertThat(runs).as("jobs begun").hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 3: cancelling a future reaches the work")
    void cancelsTheWork(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        AtomicReference<Throwable> met = new AtomicReference<>();
        Future<String> future = executor.submit(() -> {
            try {
                gate.pass();
                return "passed";
            } catch (InterruptedException interrupted) {
                met.set(interrupted);
                throw interrupted;
            }
        });
        gate.awaitArrivals(1);

        assertThat(future.cancel(true)).isTrue();

        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        assertThat(met.get()).isInstanceOf(InterruptedException.class);
        assertThat(future.isCancelled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    @DisplayName("law 2: jobs of a view may wait for jobs of the same view, to any depth")
    void letsItsJobsWaitForEachOther(String name) throws Exception {
        try (ExecutorService executor = levels.level(name).asExecutorService()) {
            assertThat(nested(executor, 200)).isEqualTo(200);
            assertThat(executor.submit(() -> executor.invokeAll(List.<Callable<Integer>>of(() -> 1, () -> 2)).get(1)
                    .get()).get()).isEqualTo(2);
            assertThat(executor.submit(() -> executor.invokeAny(List.<Callable<Integer>>of(() -> 3))).get())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void refusesJobsOnAClosedLevel(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        levels.close();

        assertThatThrownBy(() -> executor.submit(() -> "never")).isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("'" + name + "' is closed");
        assertThatThrownBy(() -> executor.execute(gate::open)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.invokeAll(List.<Callable<Integer>>of(() -> 1)))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(executor.isShutdown()).as("the view itself").isFalse();
        executor.close();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void refusesJobsOnAFullLevel() {
        try (ThreadPool full = ThreadPool.open(o -> o.withName("full").withLimit(1).withQueueLimit(0))) {
            ExecutorService executor = full.asExecutorService();
            executor.execute(gate::passDeaf);
            assertThatThrownBy(() -> executor.submit(() -> "never")).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("full");
            gate.open();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void servesTheJdksOwnCode(String name) throws Exception {
        try (ExecutorService executor = levels.level(name).asExecutorService()) {
            assertThat(CompletableFuture.supplyAsync(() -> 20, executor).thenApplyAsync(v -> v + 1, executor).get())
                    .isEqualTo(21);
            ExecutorCompletionService<Integer> completions = new ExecutorCompletionService<>(executor);
            completions.submit(() -> 1);
            completions.submit(() -> 2);
            assertThat(completions.take().get() + completions.take().get()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void saysHowItStands(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        assertThat(executor).hasToString("the executor of level '" + name + "'[running, 0 jobs]");
        if (!name.equals("caller")) {
            executor.execute(gate::passDeaf);
            executor.shutdown();
            assertThat(executor).hasToString("the executor of level '" + name + "'[shut down, 1 jobs]");
            gate.open();
        }
        executor.close();
        assertThat(executor).hasToString("the executor of level '" + name + "'[terminated, 0 jobs]");
    }
}
