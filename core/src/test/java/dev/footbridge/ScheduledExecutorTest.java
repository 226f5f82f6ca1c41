package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.threads.ThreadPool;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A level as a {@link ScheduledExecutorService}: jobs that come once, later. When exactly is the testkit's to test. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScheduledExecutorTest {

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
    void runsWhatIsDueOnTheLevel(String name) throws Exception {
        ScheduledExecutorService executor = executor(name);
        AtomicInteger runs = new AtomicInteger();
        long before = System.nanoTime();

        ScheduledFuture<String> called = executor.schedule(() -> "value", 2, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> ran = executor.schedule((Runnable) runs::incrementAndGet, 1, TimeUnit.MILLISECONDS);

        assertThat(called.get()).isEqualTo("value");
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(2_000_000);
        assertThat((Object) ran.get()).isNull();
        assertThat(runs).hasValue(1);
        assertThat((Object) called).isInstanceOf(Task.class);
        assertThat(((Task<?>) called).name()).startsWith(name + "/ScheduledExecutorTest");
        assertThat(executor.schedule(Async::runningLoop, 1, TimeUnit.NANOSECONDS).get().isPresent())
                .isEqualTo(name.equals("loop"));
        assertThat(executor.submit(() -> "now").get()).isEqualTo("now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void runsAtOnceWhatIsDueAlready(String name) throws Exception {
        ScheduledExecutorService executor = executor(name);
        for (long delay : new long[]{0, -1, Long.MIN_VALUE}) {
            ScheduledFuture<String> due = executor.schedule(() -> "value", delay, TimeUnit.DAYS);
            assertThat(due.get()).isEqualTo("value");
            assertThat(due.getDelay(TimeUnit.NANOSECONDS)).isLessThanOrEqualTo(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void takesTheLongestDelays(String name) throws Exception {
        ScheduledExecutorService executor = executor(name);
        for (TimeUnit unit : TimeUnit.values()) {
            ScheduledFuture<?> never = executor.schedule(gate::open, Long.MAX_VALUE, unit);
            assertThat(never.getDelay(TimeUnit.DAYS)).isGreaterThan(50_000);
            assertThat(executor.schedule(() -> "soon", 1, TimeUnit.MICROSECONDS).get()).isEqualTo("soon");
            assertThat(never.isDone()).isFalse();
            assertThat(never.cancel(true)).isTrue();
            assertThat(never.isCancelled()).isTrue();
        }
    }

    @Test
    void ordersFuturesByTheirTime() {
        ScheduledExecutorService executor = executor("pool");
        ScheduledFuture<?> hour = executor.schedule(gate::open, 1, TimeUnit.HOURS);
        ScheduledFuture<?> day = executor.schedule(gate::open, 1, TimeUnit.DAYS);
        ScheduledFuture<?> year = executor("loop").schedule(gate::open, 365, TimeUnit.DAYS);
        assertThat(day.compareTo(hour)).isPositive();
        assertThat(day.compareTo(year)).as("of another level").isNegative();
        assertThat(day.compareTo(day)).isZero();
        assertThat(hour.getDelay(TimeUnit.MINUTES)).isBetween(50L, 60L);
        ScheduledFuture<?> longest = executor.schedule(gate::open, Long.MAX_VALUE, TimeUnit.DAYS);
        assertThat(longest.compareTo(day)).isPositive();
        assertThat(day.compareTo(longest)).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 5: a delayed job fails with the original exception, errors included, and harms nobody else")
    void failsWithTheOriginalException(String name) throws Exception {
        ScheduledExecutorService executor = executor(name);
        for (Throwable no : List.of(new IllegalStateException("no"), new AssertionError("no"), new Exception("no"))) {
            ScheduledFuture<?> future = executor.schedule(() -> {
                if (no instanceof Error error) {
                    throw error;
                }
                throw (Exception) no;
            }, 1, TimeUnit.MICROSECONDS);
            assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).cause().isSameAs(no);
            assertThat(future.state()).isEqualTo(Future.State.FAILED);
        }
        assertThat(executor.schedule(() -> "alive", 1, TimeUnit.MICROSECONDS).get()).isEqualTo("alive");
        levels.close();
        assertThat(levels.failures().all()).as("they were looked at").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 7: a failure that nobody looks at is reported once")
    void reportsAFailureOnce(String name) {
        AssertionError no = new AssertionError("no");
        ScheduledFuture<?> future = executor(name).schedule(() -> {
            throw no;
        }, 1, TimeUnit.MICROSECONDS);
        Eventually.until(future::isDone);

        levels.close();

        assertThat(levels.failures().all()).singleElement().satisfies(report -> {
            assertThat(report.failure()).isSameAs(no);
            assertThat(report.task()).startsWith(name + "/ScheduledExecutorTest");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void refusesWhatMakesNoSense(String name) {
        ScheduledExecutorService executor = executor(name);
        Runnable job = gate::open;
        TimeUnit unit = TimeUnit.SECONDS;
        assertThatNullPointerException().isThrownBy(() -> executor.schedule((Runnable) null, 1, unit))
                .withMessageContaining("job is null");
        assertThatNullPointerException().isThrownBy(() -> executor.schedule((Callable<?>) null, 1, unit))
                .withMessageContaining("job is null");
        assertThatNullPointerException().isThrownBy(() -> executor.schedule(job, 1, null))
                .withMessage("the time unit is null: give one");
        assertThatNullPointerException().isThrownBy(() -> executor.scheduleAtFixedRate(null, 1, 1, unit));
        assertThatNullPointerException().isThrownBy(() -> executor.scheduleAtFixedRate(job, 1, 1, null));
        assertThatNullPointerException().isThrownBy(() -> executor.scheduleWithFixedDelay(null, 1, 1, unit));
        assertThatNullPointerException().isThrownBy(() -> executor.scheduleWithFixedDelay(job, 1, 1, null));
        for (long none : new long[]{0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> executor.scheduleAtFixedRate(job, 1, none, unit))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage("the period of a periodic job must be"
                            + " more than zero (it is %d seconds): give a longer one, or schedule the job once", none);
            assertThatThrownBy(() -> executor.scheduleWithFixedDelay(job, 1, none, unit))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("delay between runs");
        }
        executor.close();
        assertThat(gate.arrivals()).isZero();
    }

    @Test
    void isNotToBeHadOnTheCallingThread() {
        assertThatThrownBy(Level.caller()::asScheduledExecutorService)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("schedule on an event loop or a thread pool");
    }

    // ---- cancel

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 3: a cancel reaches the work of a delayed job, and waits for its cleanup")
    void cancelsTheWork(String name) {
        AtomicReference<Throwable> met = new AtomicReference<>();
        ScheduledFuture<String> future = executor(name).schedule(() -> {
            try {
                gate.pass();
                return "passed";
            } catch (InterruptedException interrupted) {
                met.set(interrupted);
                throw interrupted;
            }
        }, 1, TimeUnit.MICROSECONDS);
        gate.awaitArrivals(1);

        assertThat(future.cancel(true)).isTrue();

        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        assertThat(met.get()).isInstanceOf(InterruptedException.class);
        assertThat(future.isCancelled()).isTrue();
        assertThat(future.cancel(true)).isFalse();
    }

    @Test
    void neverBeginsWhatIsCancelledWhileItWaitsForAPlace() throws Exception {
        ScheduledExecutorService executor = executor("small");
        executor.execute(gate::passDeaf);
        gate.awaitArrivals(1);
        AtomicInteger runs = new AtomicInteger();
        Future<?> queued = executor.schedule(runs::incrementAndGet, 1, TimeUnit.MICROSECONDS);
        Eventually.until(() -> levels.small().stats().queued() == 1);

        assertThat(queued.cancel(false)).isTrue();

        assertThat(queued.isCancelled()).isTrue();
        Eventually.until(() -> levels.small().stats().queued() == 0);
        gate.open();
        executor.submit(() -> {}).get();
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void keepsItsValueWhenItCancelsItself(String name) throws Exception {
        AtomicReference<ScheduledFuture<String>> self = new AtomicReference<>();
        ScheduledFuture<String> future = executor(name).schedule(() -> {
            gate.passDeaf();
            assertThat(self.get().cancel(false)).isTrue();
            return "value";
        }, 1, TimeUnit.MICROSECONDS);
        self.set(future);
        gate.open();
        assertThat(future.get()).isEqualTo("value");
    }

    // ---- waiting

    @Test
    @DisplayName("law 1, law 2: whoever waits for a delayed job lets the others run, and gives its place back")
    void letsTheOthersRunMeanwhile() {
        for (Level level : List.of(levels.loop(), levels.small())) {
            assertThat(level.<String>call(() -> {
                ScheduledExecutorService executor = level.asScheduledExecutorService();
                ScheduledFuture<String> future = executor.schedule(() -> "value", 1, TimeUnit.MILLISECONDS);
                return future.get() + ", " + Async.await(executor.schedule(() -> "again", 1, TimeUnit.MICROSECONDS));
            })).isEqualTo("value, again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 2: a job that waits for its own future is told so")
    void cannotWaitForItself(String name) throws Exception {
        AtomicReference<Future<?>> self = new AtomicReference<>();
        ScheduledFuture<?> future = executor(name).schedule(() -> {
            Eventually.until(() -> self.get() != null);
            return self.get().get();
        }, 1, TimeUnit.MICROSECONDS);
        self.set(future);
        assertThatThrownBy(future::get).cause().isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot wait for itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void isLeftAloneByWhoeverStopsWaiting(String name) throws Exception {
        ScheduledFuture<String> future = executor(name).schedule(() -> {
            gate.passDeaf();
            return "value";
        }, 1, TimeUnit.MICROSECONDS);
        ForeignThread<String> waiting = ForeignThread.of(future::get).awaitWaiting();
        waiting.interrupt();
        assertThat(waiting.failure()).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> future.get(1, TimeUnit.NANOSECONDS)).isInstanceOf(TimeoutException.class);
        gate.open();
        assertThat(future.get()).isEqualTo("value");
    }

    // ---- the level refuses

    @Test
    @DisplayName("law 4, law 7: a job that its full level refuses when it is due fails with that, reported once")
    void failsWhenItsLevelIsFull() {
        try (ThreadPool full = ThreadPool
                .open(o -> o.withName("full").withLimit(1).withQueueLimit(0).withFailureHandler(levels.failures()))) {
            ScheduledExecutorService executor = full.asScheduledExecutorService();
            executor.execute(gate::passDeaf);
            ScheduledFuture<?> looked = executor.schedule(() -> "never", 1, TimeUnit.MICROSECONDS);
            ScheduledFuture<?> series = executor.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.MICROSECONDS);

            assertThatThrownBy(looked::get).cause().isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("thread pool 'full' is full");
            Eventually.until(series::isDone);
            assertThatThrownBy(() -> executor.schedule(() -> "never", 0, TimeUnit.SECONDS))
                    .as("due at once").isInstanceOf(RejectedExecutionException.class).hasMessageContaining("is full");
            gate.open();
            executor.close();
        }
        assertThat(levels.failures().failures()).singleElement().isInstanceOf(RejectedExecutionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void refusesJobsOnAClosedLevel(String name) {
        ScheduledExecutorService executor = executor(name);
        levels.close();
        for (long delay : new long[]{0, 1_000}) {
            assertThatThrownBy(() -> executor.schedule(() -> "never", delay, TimeUnit.SECONDS))
                    .isInstanceOf(RejectedExecutionException.class).hasMessageContaining("'" + name + "' is closed");
            assertThatThrownBy(() -> executor.scheduleAtFixedRate(gate::open, delay, 1, TimeUnit.SECONDS))
                    .isInstanceOf(RejectedExecutionException.class);
        }
        executor.close();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(levels.failures().all()).isEmpty();
    }
}
