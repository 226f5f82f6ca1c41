package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Garbage;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.threads.ThreadPool;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a scheduled executor ends, and what becomes of what is to come later when it does, or when its level does. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScheduledExecutorEndTest {

    private final OpenLevels levels = new OpenLevels();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        levels.close();
    }

    private ScheduledExecutorService executor(String level) {
        return levels.level(level).asScheduledExecutorService();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("after shutdown delayed jobs still come, periodic ones do not: the JDK's default")
    void runsDelayedJobsAfterShutdown(String name) throws Exception {
        ScheduledExecutorService executor = executor(name);
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<String> delayed = executor.schedule(() -> "ran", 20, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> set = executor.scheduleAtFixedRate(runs::incrementAndGet, 1, 1, TimeUnit.DAYS);
        ScheduledFuture<?> running = executor.scheduleAtFixedRate(gate::passDeaf, 0, 1, TimeUnit.NANOSECONDS);
        gate.awaitArrivals(1);

        executor.shutdown();

        assertThat(set.isCancelled()).isTrue();
        assertThatThrownBy(set::get).isInstanceOf(CancellationException.class).hasMessageContaining("was shut down");
        assertThat(running.isDone()).as("its run goes on").isFalse();
        assertThat(executor.isTerminated()).isFalse();
        assertThatThrownBy(() -> executor.schedule(() -> "never", 1, TimeUnit.SECONDS))
                .isInstanceOf(RejectedExecutionException.class).hasMessageContaining("was shut down");
        assertThatThrownBy(() -> executor.scheduleWithFixedDelay(() -> {}, 0, 1, TimeUnit.SECONDS))
                .isInstanceOf(RejectedExecutionException.class);
        gate.open();
        assertThat(delayed.get()).isEqualTo("ran");
        assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(gate.arrivals()).isEqualTo(1);
        assertThat(runs).hasValue(0);
        assertThat(executor.isTerminated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void closesWhenWhatIsDelayedHasRun(String name) {
        ScheduledFuture<String> delayed;
        try (ScheduledExecutorService executor = executor(name)) {
            delayed = executor.schedule(() -> "ran", 5, TimeUnit.MILLISECONDS);
        }
        assertThat(delayed.resultNow()).isEqualTo("ran");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 3: shutdownNow cancels all, and returns what never ran")
    void shutsDownNow(String name) throws Exception {
        ScheduledExecutorService executor = executor(name);
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> ran = executor.scheduleAtFixedRate(() -> {}, 0, 1, TimeUnit.DAYS);
        Eventually.until(() -> ran.getDelay(TimeUnit.HOURS) > 1);
        ScheduledFuture<?> running = executor.schedule(() -> {
            gate.pass();
            return "never";
        }, 1, TimeUnit.NANOSECONDS);
        gate.awaitArrivals(1);
        Runnable first = runs::incrementAndGet;
        Runnable second = () -> runs.addAndGet(10);
        List<ScheduledFuture<?>> left = new ArrayList<>();
        left.add(executor.schedule(first, 1, TimeUnit.DAYS));
        left.add(executor.scheduleAtFixedRate(second, 1, 1, TimeUnit.HOURS));
        left.add(executor.schedule(() -> runs.addAndGet(100), 1, TimeUnit.MINUTES));

        List<Runnable> unbegun = executor.shutdownNow();

        assertThat(unbegun).hasSize(3).startsWith(first, second);
        assertThat(left).allMatch(ScheduledFuture::isCancelled);
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running.isCancelled() && ran.isCancelled()).isTrue();
        assertThat(runs).hasValue(0);
        unbegun.forEach(Runnable::run);
        assertThat(runs).hasValue(111);
    }

    @Test
    void returnsWhatIsDueAndHasNoPlaceYet() {
        ScheduledExecutorService executor = executor("small");
        executor.execute(gate::passDeaf);
        gate.awaitArrivals(1);
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> queued = executor.schedule(runs::incrementAndGet, 1, TimeUnit.NANOSECONDS);
        Eventually.until(() -> levels.small().stats().queued() == 1);

        assertThat(executor.shutdownNow()).hasSize(1);

        assertThat(queued.isCancelled()).isTrue();
        gate.open();
        executor.close();
        assertThat(runs).hasValue(0);
    }

    @Test
    void endsAPeriodicJobThatIsDueAndHasNoPlaceYet() throws Exception {
        ScheduledExecutorService executor = executor("small");
        executor.execute(gate::passDeaf);
        gate.awaitArrivals(1);
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> series = executor.scheduleAtFixedRate(runs::incrementAndGet, 0, 1, TimeUnit.NANOSECONDS);
        ScheduledFuture<?> once = executor.schedule(() -> runs.addAndGet(10), 0, TimeUnit.NANOSECONDS);
        executor.shutdown();
        assertThat(series.isCancelled()).isTrue();
        assertThat(once.isDone()).isFalse();
        gate.open();
        assertThat(once.get()).isNotNull();
        assertThat(runs).hasValue(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void canBeShutDownByItsOwnJobButNotClosed(String name) {
        ScheduledExecutorService executor = executor(name);
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> series = executor.scheduleAtFixedRate(() -> {
            if (runs.incrementAndGet() == 3) {
                executor.shutdown();
            }
        }, 0, 1, TimeUnit.MICROSECONDS);
        assertThatThrownBy(series::get).isInstanceOf(CancellationException.class);
        executor.close();
        assertThat(runs).hasValue(3);

        ScheduledExecutorService other = executor(name);
        ScheduledFuture<?> closing = other.schedule(other::close, 1, TimeUnit.MICROSECONDS);
        assertThatThrownBy(closing::get).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("by one of its own jobs");
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 7: an interrupt of the closing thread cancels what is to come, and is kept")
    void closesAtOnceWhenInterrupted(String name) {
        ScheduledExecutorService executor = executor(name);
        ScheduledFuture<?> later = executor.schedule(() -> "never", 1, TimeUnit.DAYS);
        ForeignThread<Boolean> closing = ForeignThread.of(() -> {
            executor.close();
            return later.isCancelled();
        }).awaitWaiting();
        closing.interrupt();
        assertThat(closing.value()).isTrue();
        assertThat(closing.wasInterrupted()).isTrue();
    }

    // ---- the level ends

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 4: a level that is closed cancels what is not due, so nobody waits for ever")
    void isCancelledWhenTheLevelIsClosed(String name) {
        ScheduledExecutorService executor = executor(name);
        ScheduledFuture<?> later = executor.schedule(() -> "never", 1, TimeUnit.DAYS);
        ScheduledFuture<?> series = executor.scheduleWithFixedDelay(() -> {}, 0, 1, TimeUnit.DAYS);
        ScheduledFuture<?> running = executor.scheduleAtFixedRate(gate::passDeaf, 0, 1, TimeUnit.NANOSECONDS);
        gate.awaitArrivals(1);
        ForeignThread<Object> waiting = ForeignThread.<Object>of(later::get).awaitWaiting();
        ForeignThread<Boolean> closing = ForeignThread.of(() -> {
            switch (levels.level(name)) {
                case EventLoop loop -> loop.close();
                case ThreadPool pool -> pool.close();
                default -> throw new AssertionError();
            }
            return running.isDone();
        });

        assertThat(waiting.failure()).isInstanceOf(CancellationException.class)
                .hasMessageContaining("'" + name + "' was closed before this was due");
        gate.open();
        assertThat(closing.value()).as("the run was waited for").isTrue();
        assertThat(series.isCancelled() && running.isCancelled()).isTrue();
        int runs = gate.arrivals(); // one, or another that came due while the level was told to end
        executor.close();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(gate.arrivals()).isEqualTo(runs);
        assertThat(levels.failures().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 4: in a race of a level's end with jobs that become due, every future ends")
    void endsWithItsLevel(String name) {
        for (int round = 0; round < 40; round++) {
            try (OpenLevels other = new OpenLevels()) {
                ScheduledExecutorService executor = other.level(name).asScheduledExecutorService();
                List<ScheduledFuture<?>> futures = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    futures.add(executor.schedule(() -> "ran", i * 20, TimeUnit.MICROSECONDS));
                    futures.add(executor.scheduleAtFixedRate(() -> {}, i, 10, TimeUnit.MICROSECONDS));
                }
                other.close();
                Eventually.until(() -> futures.stream().allMatch(ScheduledFuture::isDone));
                assertThat(other.failures().all()).isEmpty();
                executor.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 4, law 7: once it is closed, nothing keeps a level or its jobs alive")
    void keepsNothingAliveAfterwards(String name) {
        List<WeakReference<?>> dead = leaveALevelWithJobsToCome(name);
        dead.forEach(Garbage::awaitCollected);
    }

    private static List<WeakReference<?>> leaveALevelWithJobsToCome(String name) {
        OpenLevels passing = new OpenLevels();
        Level level = passing.level(name);
        ScheduledExecutorService executor = level.asScheduledExecutorService();
        Object held = new Object();
        executor.schedule(held::hashCode, 1, TimeUnit.DAYS);
        executor.scheduleAtFixedRate(held::hashCode, 1, 1, TimeUnit.DAYS);
        passing.close();
        return List.of(new WeakReference<>(level), new WeakReference<>(executor), new WeakReference<>(held));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void keepsNothingAliveThatWasCancelled(String name) {
        ScheduledExecutorService executor = executor(name);
        WeakReference<?> dead = scheduleAndCancel(executor);
        Garbage.awaitCollected(dead);
        assertThat(executor).hasToString("the executor of level '" + name + "'[running, 0 jobs]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void letsGoOfTheWorkWhenItHasEnded(String name) throws Exception {
        List<ScheduledFuture<?>> kept = new ArrayList<>();
        WeakReference<?> dead = runAndKeepFutures(executor(name), kept);
        Garbage.awaitCollected(dead);
        assertThat(kept).allMatch(ScheduledFuture::isDone);
        assertThat(((Task<?>) kept.getFirst()).name()).startsWith(name + "/ScheduledExecutorEndTest");
    }

    private static WeakReference<?> runAndKeepFutures(ScheduledExecutorService executor, List<ScheduledFuture<?>> kept)
            throws Exception {
        Object held = new Object();
        Object other = new Object();
        kept.add(executor.schedule(() -> held.equals(other), 1, TimeUnit.NANOSECONDS));
        kept.add(executor.schedule(() -> held == other, 1, TimeUnit.NANOSECONDS));
        ScheduledFuture<?> series = executor.scheduleAtFixedRate(held::hashCode, 0, 1, TimeUnit.NANOSECONDS);
        kept.add(series);
        kept.get(1).get();
        series.cancel(true);
        executor.close();
        return new WeakReference<>(held);
    }

    private static WeakReference<?> scheduleAndCancel(ScheduledExecutorService executor) {
        Object held = new Object();
        assertThat(executor.schedule(held::hashCode, 1, TimeUnit.DAYS).cancel(false)).isTrue();
        return new WeakReference<>(held);
    }
}
