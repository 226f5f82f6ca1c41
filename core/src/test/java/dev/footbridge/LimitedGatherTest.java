package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gather} and {@code gatherOutcomes} with a limit on how many jobs run at once. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitedGatherTest {

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final IOException failure = new IOException("of a job");

    @AfterEach
    void close() {
        on.close();
    }

    /** A job that others overtake. */
    private <T> Callable<T> job(T value) {
        return () -> {
            peak.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                Async.yieldNow();
                Async.sleep(Duration.ofNanos(1_000));
                return value;
            } finally {
                running.decrementAndGet();
            }
        };
    }

    private Callable<Integer> sleeper() {
        BlockingAction sleeper = sleepers.job();
        return () -> {
            sleeper.run();
            return 0;
        };
    }

    private Callable<Integer> failing() {
        return () -> {
            throw failure;
        };
    }

    @ParameterizedTest(name = "C1: values come in the order given and never more than the limit of jobs run, for a {0}")
    @EnumSource(From.class)
    void keepsOrderAndLimit(From from) throws Exception {
        for (int limit : new int[]{1, 3, 7, 20, 1000}) {
            peak.set(0);
            List<Callable<Integer>> jobs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                jobs.add(job(i));
            }
            List<Integer> values = from.call(on, () -> Async.gather(limit, jobs));
            assertThat(values).hasSize(20).isSorted().startsWith(0, 1, 2).endsWith(19);
            assertThat(peak.get()).isBetween(1, limit);
            assertThat(from.call(on, () -> Async.gatherOutcomes(limit, jobs))).hasSize(20)
                    .element(7).isEqualTo(new Outcome.Success<>(7));
            assertThat(peak.get()).isLessThanOrEqualTo(limit);
        }
    }

    @ParameterizedTest(name = "a limit of {0} is refused, also for no jobs, and nothing runs")
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesAnImpossibleLimit(int limit) {
        List<Callable<Integer>> jobs = List.of(job(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Async.gather(limit, jobs))
                .withMessageContaining("must be at least 1 (it is " + limit + ")");
        assertThatIllegalArgumentException().isThrownBy(() -> Async.gatherOutcomes(limit, jobs));
        assertThatIllegalArgumentException().isThrownBy(() -> Async.gather(limit, List.<Callable<Integer>>of()));
        assertThat(peak).hasValue(0);
    }

    @Test
    @DisplayName("C10: of no jobs they bring an empty list at once")
    void bringsNothingOfNothing() throws Exception {
        for (From from : From.values()) {
            assertThat(from.call(on, () -> Async.gather(1, List.<Callable<Integer>>of()))).isEmpty();
            assertThat(from.call(on, () -> Async.gatherOutcomes(3, List.<Callable<Integer>>of()))).isEmpty();
        }
        assertThat(Async.gatherOutcomes(List.<Task<Integer>>of())).isEmpty();
    }

    @Test
    @DisplayName("C6: a job given several times runs once and its value fills every place, also with a limit")
    void runsAJobGivenTwiceOnce() {
        AtomicInteger runs = new AtomicInteger();
        Callable<Integer> same = () -> {
            Async.yieldNow();
            return runs.incrementAndGet();
        };
        for (int limit = 1; limit < 4; limit++) {
            runs.set(0);
            assertThat(Async.gather(limit, List.of(same, job(7), same, same))).containsExactly(1, 7, 1, 1);
            assertThat(runs).hasValue(1);
            assertThat(Async.gatherOutcomes(limit, List.of(same, job(7), same)))
                    .containsExactly(new Outcome.Success<>(2), new Outcome.Success<>(7), new Outcome.Success<>(2));
        }
        assertThatThrownBy(() -> Async.gather(2, Arrays.asList(job(1), null))).isInstanceOf(NullPointerException.class);
        Callable<Integer> bringsNull = () -> null;
        assertThat(Async.gather(1, List.of(bringsNull, bringsNull))).containsExactly(null, null);
        List<Integer> values = Async.gather(2, List.of(same, same));
        assertThatThrownBy(values::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest(name = "C3: a failure cancels what runs, awaits its cleanup, and what has not "
            + "begun never does, for a {0}")
    @EnumSource(From.class)
    void cancelsTheRestWhenOneFails(From from) {
        AtomicBoolean began = new AtomicBoolean();
        Callable<Integer> last = () -> {
            sleepers.awaitAsleep(2);
            throw failure;
        };
        List<Callable<Integer>> jobs = List.of(sleeper(), sleeper(), last, () -> {
            began.set(true);
            return 0;
        });
        assertThatThrownBy(() -> from.call(on, () -> Async.gather(3, jobs))).isSameAs(failure);
        assertThat(sleepers.cleaned()).isEqualTo(2);
        assertThat(began).isFalse();
    }

    @Test
    @DisplayName("C14: failures of the cleanup come along, suppressed")
    void bringsFailuresOfTheCleanup() {
        IllegalStateException inCleanup = new IllegalStateException("in cleanup");
        BlockingAction sleeper = sleepers.failing(inCleanup);
        assertThatThrownBy(() -> Async.gather(2, List.<Callable<Integer>>of(() -> {
            sleeper.run();
            return 0;
        }, () -> {
            sleepers.awaitAsleep(1);
            throw failure;
        }))).isSameAs(failure);
        assertThat(failure.getSuppressed()).containsExactly(inCleanup);
    }

    @Test
    @DisplayName("C5: outcomes of jobs: failures and cancellations stand in their places, and the others go on")
    void bringsOutcomesOfJobs() {
        Callable<Integer> cancelsItself = () -> {
            Async.currentTask().orElseThrow().cancel("by itself");
            Async.yieldNow();
            return 3;
        };
        for (int limit = 1; limit < 6; limit++) {
            assertThat(Async.gatherOutcomes(limit, List.of(failing(), job(2), cancelsItself, job(4))))
                    .containsExactly(new Outcome.Failure<>(failure), new Outcome.Success<>(2),
                            new Outcome.Cancelled<>("by itself"), new Outcome.Success<>(4));
        }
    }

    @Test
    @DisplayName("C5, C6: outcomes of tasks: all are waited for, however they end, and one given "
            + "twice fills both places")
    void bringsOutcomesOfTasks() {
        CompletableFuture<Integer> door = new CompletableFuture<>();
        Task<Integer> late = on.loop().start(() -> door);
        Task<Integer> failed = on.pool().start(failing());
        Task<Integer> cancelled = on.pool().start(sleeper());
        cancelled.cancel("from outside");
        ForeignThread<List<Outcome<Integer>>> waiting = ForeignThread
                .of(() -> Async.gatherOutcomes(List.of(late, failed, cancelled, late))).awaitWaiting();
        assertThat(waiting.hasEnded()).isFalse();
        door.complete(5);
        assertThat(waiting.value()).containsExactly(new Outcome.Success<>(5), new Outcome.Failure<>(failure),
                new Outcome.Cancelled<>("from outside"), new Outcome.Success<>(5));
        on.close();
        assertThat(on.failures().all()).isEmpty();
        List<Outcome<Integer>> outcomes = waiting.value();
        assertThatThrownBy(outcomes::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest(name = "D1: a limit in time around {0} is a time-out after the cleanup, and nothing is left")
    @ValueSource(strings = {"values", "outcomes", "outcomes of tasks"})
    void endsByALimitInTime(String what) {
        assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(20), () -> on.loop().call(() -> switch (what) {
            case "values" -> Async.gather(2, List.of(sleeper(), sleeper(), sleeper()));
            case "outcomes" -> Async.gatherOutcomes(2, List.of(sleeper(), sleeper(), sleeper()));
            default -> Async.gatherOutcomes(List.of(on.loop().start(sleeper()), on.pool().start(sleeper())));
        }))).isInstanceOf(TimeoutException.class).hasNoSuppressedExceptions();
        assertThat(sleepers.asleep()).isLessThanOrEqualTo(2);
        assertThat(sleepers.cleaned()).isEqualTo(sleepers.asleep());
        Eventually.until(() -> on.loop().stats().pending() == 0);
    }

    @Test
    @DisplayName("D12: a cancel of the waiting code reaches what runs, with its reason, and what has "
            + "not begun never does")
    void isCancelledWhileItWaits() {
        Task<List<Integer>> waiting = on.loop()
                .start(() -> Async.gather(2, List.of(sleeper(), sleeper(), sleeper(), sleeper())));
        Eventually.until(() -> sleepers.asleep() == 2);
        waiting.cancel("enough gathered");
        Eventually.until(waiting::isDone);
        assertThat(waiting.outcome()).isEqualTo(new Outcome.Cancelled<>("enough gathered"));
        assertThat(sleepers.reasons()).hasSize(2).allMatch(reason -> reason.contains("enough gathered"));
        assertThat(sleepers.cleaned()).isEqualTo(2);
        assertThat(on.loop().stats().pending()).isZero();
    }
}
