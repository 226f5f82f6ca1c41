package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.observe.Debug;
import dev.footbridge.observe.LoopWarning;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that a level's scheduled executor runs again and again, at a fixed rate or with a fixed delay. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScheduledSeriesTest {

    private final OpenLevels levels = new OpenLevels();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        levels.close();
    }

    private ScheduledFuture<?> series(String level, String kind, Runnable job) {
        ScheduledExecutorService executor = levels.level(level).asScheduledExecutorService();
        return kind.equals("rate")
                ? executor.scheduleAtFixedRate(job, 1, 50, TimeUnit.MICROSECONDS)
                : executor.scheduleWithFixedDelay(job, 1, 50, TimeUnit.MICROSECONDS);
    }

    @ParameterizedTest
    @CsvSource({"loop,rate", "loop,delay", "pool,rate", "pool,delay", "small,rate", "small,delay"})
    void runsAgainAndAgainAndNeverTwiceAtOnce(String level, String kind) throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch runs = new CountDownLatch(200);
        ScheduledFuture<?> series = series(level, kind, () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            if (runs.getCount() % 50 == 0) {
                Async.sleep(Duration.ofMillis(1));
            }
            runs.countDown();
            running.decrementAndGet();
        });
        runs.await();
        assertThat(series.isDone()).isFalse();
        assertThat(series.cancel(true)).isTrue();
        assertThatThrownBy(series::get).isInstanceOf(CancellationException.class);
        assertThat(most).hasValue(1);
        int after = (int) runs.getCount();
        levels.level(level).call(() -> {});
        assertThat(runs.getCount()).as("no run after the end").isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"loop,rate", "loop,delay", "pool,rate", "pool,delay", "small,rate", "small,delay"})
    @DisplayName("law 5, law 7: a run that fails ends the series with the original exception, reported once if unseen")
    void endsWithTheRunThatFails(String level, String kind) {
        for (Throwable no : new Throwable[]{new IllegalStateException("no"), new AssertionError("no")}) {
            AtomicInteger runs = new AtomicInteger();
            Runnable third = () -> {
                if (runs.incrementAndGet() == 3) {
                    switch (no) {
                        case RuntimeException exception -> throw exception;
                        case Error error -> throw error;
                        default -> throw new AssertionError();
                    }
                }
            };
            ScheduledFuture<?> series = series(level, kind, third);
            assertThatThrownBy(series::get).isInstanceOf(ExecutionException.class).cause().isSameAs(no);
            assertThat(runs).hasValue(3);
            assertThat(series.cancel(true)).isFalse();
        }
        AssertionError unseen = new AssertionError("unseen");
        ScheduledFuture<?> forgotten = series(level, kind, () -> {
            throw unseen;
        });
        Eventually.until(forgotten::isDone);
        levels.close();
        assertThat(levels.failures().failures()).containsExactly(unseen);
    }

    @ParameterizedTest
    @CsvSource({"loop,rate", "loop,delay", "pool,rate", "pool,delay", "small,rate", "small,delay"})
    void endsAsCancelledWhenARunSaysSo(String level, String kind) {
        ScheduledFuture<?> series = series(level, kind, () -> {
            throw new CancellationException("enough");
        });
        assertThatThrownBy(series::get).isInstanceOf(CancellationException.class).hasMessage("enough");
        levels.close();
        assertThat(levels.failures().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"loop,rate", "loop,delay", "pool,rate", "pool,delay", "small,rate", "small,delay"})
    @DisplayName("law 3: a cancel reaches the run, and waits for its cleanup")
    void cancelsTheRun(String level, String kind) {
        AtomicInteger cleaned = new AtomicInteger();
        ScheduledFuture<?> series = series(level, kind, () -> {
            try {
                gate.pass();
            } catch (InterruptedException interrupted) {
                cleaned.incrementAndGet();
            }
        });
        gate.awaitArrivals(1);
        assertThat(series.cancel(true)).isTrue();
        assertThatThrownBy(series::get).isInstanceOf(CancellationException.class);
        assertThat(cleaned).hasValue(1);
        assertThat(gate.arrivals()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"loop,rate,true", "loop,delay,false", "pool,rate,true", "pool,delay,false", "small,rate,false"})
    void canBeCancelledByItsOwnRun(String level, String kind, boolean interrupt) throws Exception {
        CompletableFuture<ScheduledFuture<?>> self = new CompletableFuture<>();
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> series = series(level, kind, () -> {
            if (runs.incrementAndGet() == 5) {
                self.join().cancel(interrupt);
            }
        });
        self.complete(series);
        assertThatThrownBy(series::get).isInstanceOf(CancellationException.class);
        assertThat(runs).hasValue(5);
    }

    @Test
    @DisplayName("law 3: a cancel that comes between runs, in them or on the way is not lost")
    void isCancelledAtAnyMoment() throws Exception {
        for (int round = 0; round < 300; round++) {
            AtomicInteger runs = new AtomicInteger();
            String level = round % 2 == 0 ? "loop" : "pool";
            ScheduledFuture<?> series = levels.level(level).asScheduledExecutorService()
                    .scheduleAtFixedRate(runs::incrementAndGet, round % 3, 1, TimeUnit.NANOSECONDS);
            int wanted = round % 7;
            Eventually.until(() -> runs.get() >= wanted);
            series.cancel(round % 5 == 0);
            assertThatThrownBy(series::get).isInstanceOf(CancellationException.class);
        }
        Eventually.until(() -> levels.pool().stats().running() == 0);
    }

    @Test
    void hasAFutureThatSaysWhenTheNextRunIs() {
        AtomicReference<ScheduledFuture<?>> self = new AtomicReference<>();
        ScheduledFuture<?> series = levels.pool().asScheduledExecutorService().scheduleAtFixedRate(() -> {
            if (self.get() != null) {
                gate.open();
            }
        }, 0, 1, TimeUnit.DAYS);
        self.set(series);
        Eventually.until(() -> series.getDelay(TimeUnit.HOURS) > 20);
        assertThat(series.getDelay(TimeUnit.HOURS)).isLessThanOrEqualTo(24);
    }

    @Test
    @DisplayName("debug mode does not complain that nobody awaits the runs")
    void isNothingForDebugModeToReport() throws Exception {
        List<LoopWarning> warnings = new CopyOnWriteArrayList<>();
        Debug debug = Debug.on().withSlowStep(Duration.ofHours(1)).withListener(warnings::add);
        try (EventLoop loop = EventLoop.open(o -> o.withDebug(debug))) {
            CountDownLatch runs = new CountDownLatch(3);
            ScheduledExecutorService executor = loop.asScheduledExecutorService();
            executor.scheduleAtFixedRate(runs::countDown, 0, 1, TimeUnit.MICROSECONDS);
            executor.schedule(() -> "a value", 1, TimeUnit.MICROSECONDS).get();
            loop.execute(runs::countDown);
            runs.await();
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void toleratesThePeriodThatIsTooLongToCount() throws Exception {
        ScheduledExecutorService executor = levels.loop().asScheduledExecutorService();
        CountDownLatch ran = new CountDownLatch(2);
        ScheduledFuture<?> rate = executor.scheduleAtFixedRate(ran::countDown, 0, Long.MAX_VALUE, TimeUnit.SECONDS);
        ScheduledFuture<?> delay = executor.scheduleWithFixedDelay(ran::countDown, -1, Long.MAX_VALUE, TimeUnit.DAYS);
        ran.await();
        assertThat(executor.schedule(() -> "alive", 1, TimeUnit.MILLISECONDS).get()).isEqualTo("alive");
        assertThat(rate.isDone() || delay.isDone()).isFalse();
        executor.close();
        assertThat(rate.isCancelled() && delay.isCancelled()).isTrue();
    }
}
