package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.AppWideLoop;
import dev.footbridge.testing.AppWidePool;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(30)
@Isolated("replaces what is app-wide")
class BackgroundTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final Gate gate = new Gate();
    private AppWidePool pool;
    private AppWideLoop loop;

    @BeforeEach
    void open() {
        pool = AppWidePool.of(o -> o.withName("back").withLimit(1).withFailureHandler(reported));
        loop = AppWideLoop.of(o -> o.withName("backloop").withFailureHandler(reported));
    }

    @AfterEach
    void close() {
        gate.open();
        pool.close();
        loop.close();
    }

    @Test
    void runsEachKindWhereItBelongs() {
        AtomicReference<String> thread = new AtomicReference<>();

        assertThat(Async.background(() -> Thread.currentThread().getName()).result()).startsWith("back/");
        assertThat(
                Async.background(() -> CompletableFuture.completedFuture(Async.runningLoop().orElseThrow())).result())
                .isSameAs(loop.loop());
        Async.background(() -> thread.set(Thread.currentThread().getName())).result();
        assertThat(thread.get()).startsWith("back/");
    }

    @Test
    void returnsAtOnceAndQueuesWhatCannotRun() {
        AtomicInteger runs = new AtomicInteger();
        Async.background(gate::pass);
        gate.awaitArrivals(1);

        Task<Integer> queued = Async.background(runs::incrementAndGet);

        assertThat(queued.isDone()).isFalse();
        gate.open();
        Eventually.until(() -> runs.get() == 1);
    }

    @Test
    void reportsAFailureOnceAtOnceThoughTheTaskIsHeld() {
        IOException original = new IOException("in the background");
        Task<Object> blocking = Async.background((Callable<Object>) () -> {
            throw original;
        });
        Eventually.until(() -> !reported.all().isEmpty());
        assertThat(blocking.isDone()).isTrue();

        pool.close();

        assertThat(reported.all()).singleElement().satisfies(report -> {
            assertThat(report.failure()).isSameAs(original);
            assertThat(report.task()).isEqualTo("back/BackgroundTest lambda");
        });
    }

    @Test
    void reportsAFailureOfAnAsyncFunctionToItsLoop() {
        IOException original = new IOException("in the background");
        Async.background(() -> CompletableFuture.failedFuture(original));

        Eventually.until(() -> !reported.all().isEmpty());
        loop.close();
        assertThat(reported.failures()).containsExactly(original);
    }

    @Test
    void reportsAFailureAlsoToWhoeverLooks() {
        IOException original = new IOException("in the background");
        Task<Void> task = Async.background(() -> {
            gate.pass();
            throw original;
        });
        gate.open();

        assertThatThrownBy(task::result).isSameAs(original);
        pool.close();
        assertThat(reported.failures()).containsExactly(original);
    }

    @Test
    void saysNothingOfACancelledJob() {
        Task<Void> task = Async.background(gate::pass);
        gate.awaitArrivals(1);
        task.cancel();
        assertThat(task.outcome().isSuccess()).isFalse();
        pool.close();

        assertThat(reported.all()).isEmpty();
    }

    @Test
    void triesOnlyWhatNeedNotQueue() {
        Optional<Task<Integer>> first = Async.tryBackground(() -> {
            gate.pass();
            return 1;
        });
        gate.awaitArrivals(1);

        assertThat(Async.tryBackground(() -> 2)).isEmpty();
        assertThat(pool.pool().stats().queued()).isZero();
        assertThat(pool.pool().stats().refused()).isEqualTo(1);

        gate.open();
        assertThat(first.orElseThrow().result()).isEqualTo(1);
        Eventually.until(() -> pool.pool().stats().running() == 0);
        assertThat(Async.tryBackground(() -> 3)).isPresent();
    }

    @Test
    void reportsAFailureOfATriedJobAtOnce() {
        IOException original = new IOException("tried");
        assertThat(Async.tryBackground((Callable<Object>) () -> {
            throw original;
        })).isPresent();

        Eventually.until(() -> !reported.all().isEmpty());
        assertThat(reported.failures()).containsExactly(original);
    }

    @Test
    void isRefusedWhenThePoolIsFull() {
        pool.close();
        try (AppWidePool tight = AppWidePool.of(o -> o.withName("tight").withLimit(1).withQueueLimit(0));
                Gate own = new Gate()) {
            Async.background(own::pass);

            assertThatThrownBy(() -> Async.background(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("thread pool 'tight' is full");
            assertThat(tight.pool().stats().refused()).isEqualTo(1);
        }
    }

    @Test
    void isNotTheChildOfTheCodeThatStartedIt() {
        AtomicReference<Task<Void>> started = new AtomicReference<>();
        Task<Object> starter = loop.loop().start((Callable<Object>) () -> {
            started.set(Async.background(gate::pass));
            Async.sleep(Duration.ofSeconds(60));
            return null;
        });
        gate.awaitArrivals(1);
        starter.cancel();
        assertThat(starter.outcome().isSuccess()).isFalse();

        assertThat(started.get().isDone()).isFalse();
        gate.open();
        assertThat(started.get().outcome().isSuccess()).isTrue();
    }
}
