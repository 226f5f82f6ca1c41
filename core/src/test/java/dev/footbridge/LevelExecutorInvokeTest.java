package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code invokeAll} and {@code invokeAny} of a level's executor: the JDK's contract, and no job left running. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelExecutorInvokeTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final OpenLevels levels = new OpenLevels();
    private final Gate gate = new Gate();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger cleaned = new AtomicInteger();

    @AfterEach
    void close() {
        gate.open();
        levels.close();
    }

    private Callable<String> value(String value) {
        return () -> {
            begun.incrementAndGet();
            return value;
        };
    }

    private Callable<String> failure(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    /** Sleeps for a minute, and cleans up for a moment. */
    private String sleep() {
        try {
            begun.incrementAndGet();
            Async.sleep(LONG);
            return "never";
        } finally {
            Async.shielded(() -> {
                Async.sleep(Duration.ofMillis(5));
                return cleaned.incrementAndGet();
            });
        }
    }

    // ---- invokeAll

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    @DisplayName("law 8: invokeAll runs all to the end, in the order given, and failures stay in their futures")
    void invokesAll(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        IllegalStateException no = new IllegalStateException("no");
        for (List<Future<String>> futures : List.of(
                executor.invokeAll(List.of(value("a"), failure(no), value("c"))),
                executor.invokeAll(List.of(value("a"), failure(no), value("c")), 20, TimeUnit.SECONDS))) {
            assertThat(futures).hasSize(3).allMatch(Future::isDone);
            assertThat(futures.get(0).get()).isEqualTo("a");
            assertThatThrownBy(futures.get(1)::get).isInstanceOf(ExecutionException.class).cause().isSameAs(no);
            assertThat(futures.get(2).get()).isEqualTo("c");
        }
        assertThat(executor.invokeAll(List.<Callable<String>>of())).isEmpty();
        assertThat(executor.invokeAll(List.<Callable<String>>of(), 0, TimeUnit.SECONDS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    @DisplayName("law 3: when the time of invokeAll is up it cancels what runs, and returns after its cleanup")
    void cancelsWhatIsNotDoneInTime(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        List<Future<String>> futures = executor.invokeAll(List.of(value("a"), this::sleep, this::sleep), 50,
                TimeUnit.MILLISECONDS);

        assertThat(futures).hasSize(3).allMatch(Future::isDone);
        assertThat(futures.get(0).get()).isEqualTo("a");
        assertThat(futures.get(1).isCancelled() && futures.get(2).isCancelled()).isTrue();
        assertThat(cleaned.get()).as("cleaned up").isEqualTo(begun.get() - 1);
        assertThat(executor.submit(value("after")).get()).isEqualTo("after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void beginsNothingWithoutTime(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        for (long limit : new long[]{0, -1, Long.MIN_VALUE}) {
            List<Future<String>> futures = executor.invokeAll(List.of(value("a"), value("b")), limit,
                    TimeUnit.SECONDS);
            assertThat(futures).hasSize(2).allMatch(Future::isCancelled);
            assertThatThrownBy(() -> executor.invokeAny(List.of(value("a")), limit, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
        }
        assertThat(begun).hasValue(0);
        assertThat(executor.invokeAny(List.of(value("a")), Long.MAX_VALUE, TimeUnit.DAYS)).isEqualTo("a");
    }

    @Test
    @DisplayName("law 1: a coroutine in invokeAll or invokeAny lets the others of its loop run")
    void letsTheOthersRun() throws Exception {
        for (String name : List.of("loop", "pool", "small")) {
            ExecutorService executor = levels.level(name).asExecutorService();
            CompletableFuture<String> open = new CompletableFuture<>();
            Callable<String> job = () -> Async.await(open);
            Task<String> waiting = levels.loop().start(() -> executor.invokeAll(List.of(job)).getFirst().get()
                    + executor.invokeAny(List.of(job)));
            Task<Boolean> opening = levels.loop().start(() -> open.complete("open"));
            assertThat(opening.result()).isTrue();
            assertThat(waiting.result()).isEqualTo("openopen");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void isInterrupted(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        List<Callable<String>> sleeps = List.of(this::sleep, this::sleep);
        for (Callable<?> call : List.<Callable<?>>of(() -> executor.invokeAll(sleeps), () -> executor.invokeAny(sleeps),
                () -> executor.invokeAll(sleeps, 60, TimeUnit.SECONDS),
                () -> executor.invokeAny(sleeps, 60, TimeUnit.SECONDS))) {
            int before = begun.get();
            ForeignThread<?> thread = ForeignThread.of(call);
            Eventually.until(() -> begun.get() > before);
            thread.interrupt();

            assertThat(thread.failure()).isInstanceOf(InterruptedException.class).hasMessageContaining("2 jobs");
            assertThat(thread.wasInterrupted()).as("the flag").isFalse();
            assertThat(cleaned.get()).as("cleaned up").isEqualTo(begun.get());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    @DisplayName("law 3: a cancel of the code in invokeAll cancels its jobs, and arrives after their cleanup")
    void isCancelled(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        Task<?> task = levels.pool().start(() -> executor.invokeAll(List.of(this::sleep, this::sleep)));
        Eventually.until(() -> begun.get() > 0);

        task.cancel("why");

        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("why");
        assertThat(cleaned.get()).isEqualTo(begun.get());
        assertThat(begun.get()).as("a job in place that was cancelled is the last one").isLessThanOrEqualTo(
                name.equals("caller") ? 1 : 2);
    }

    @Test
    void cancelsWhatItStartedWhenTheLevelIsFull() {
        try (ThreadPool full = ThreadPool.open(o -> o.withLimit(1).withQueueLimit(1))) {
            ExecutorService executor = full.asExecutorService();
            Callable<String> blocking = () -> {
                gate.pass();
                return "never";
            };
            List<Callable<String>> three = List.of(blocking, blocking, blocking);
            assertThatThrownBy(() -> executor.invokeAll(three)).isInstanceOf(RejectedExecutionException.class);
            assertThatThrownBy(() -> executor.invokeAny(three)).isInstanceOf(RejectedExecutionException.class);
            Eventually.until(() -> full.stats().running() + full.stats().queued() == 0);
        }
    }

    // ---- invokeAny

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool"})
    @DisplayName("law 3: invokeAny returns the first value, cancels the others, and waits for their cleanup")
    void invokesAny(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        List<Callable<String>> jobs = List.of(this::sleep, failure(new IllegalStateException("no")), value("value"),
                this::sleep);

        assertThat(executor.invokeAny(jobs)).isEqualTo("value");
        assertThat(executor.invokeAny(jobs, 20, TimeUnit.SECONDS)).isEqualTo("value");

        assertThat(cleaned.get()).as("cleaned up").isEqualTo(begun.get() - 2);
        levels.close();
        assertThat(levels.failures().all()).as("failures that a value made up for").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "caller"})
    void startsNoMoreThanItNeeds(String name) throws Exception {
        ExecutorService executor = levels.level(name).asExecutorService();
        assertThat(executor.invokeAny(List.of(failure(new IllegalStateException("no")), value("value"), this::sleep)))
                .isEqualTo("value");
        assertThat(cleaned.get()).isEqualTo(begun.get() - 1);
        if (name.equals("caller")) {
            assertThat(begun).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    @DisplayName("law 5: if no job of invokeAny has a value, all failures arrive together")
    void failsWithAllFailures(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException two = new IllegalStateException("two");
        assertThatThrownBy(() -> executor.invokeAny(List.of(failure(one), failure(two), failure(one))))
                .isInstanceOf(ExecutionException.class).cause().isIn(one, two)
                .satisfies(first -> assertThat(first.getSuppressed()).containsExactly(first == one ? two : one));
        assertThatThrownBy(() -> executor.invokeAny(List.of(failure(new CancelledException("left")))))
                .isInstanceOf(ExecutionException.class).cause().isInstanceOf(CancelledException.class)
                .hasMessage("left");
        assertThatIllegalArgumentException().isThrownBy(() -> executor.invokeAny(List.<Callable<String>>of()))
                .withMessageContaining("at least one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void timesOut(String name) {
        ExecutorService executor = levels.level(name).asExecutorService();
        assertThatThrownBy(() -> executor.invokeAny(List.of(this::sleep, this::sleep), 20, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(cleaned.get()).as("cleaned up").isEqualTo(begun.get());
    }
}
