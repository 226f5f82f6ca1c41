package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.From;
import dev.footbridge.testing.ManualClock;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code asCompleted} with a limit in all. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompletionsLimitTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();

    @AfterEach
    void close() {
        on.close();
    }

    private Task<Integer> done(int value) {
        Task<Integer> task = on.pool().start(() -> value);
        Eventually.until(task::isDone);
        return task;
    }

    private Task<Integer> sleeping() {
        int before = sleepers.asleep();
        BlockingAction sleeper = sleepers.job();
        Task<Integer> task = on.pool().start(() -> {
            sleeper.run();
            return 0;
        });
        Eventually.until(() -> sleepers.asleep() > before);
        return task;
    }

    @ParameterizedTest(name = "C9: what has ended in time comes, then the time-out, and closing ends "
            + "the rest, for a {0}")
    @EnumSource(From.class)
    void bringsWhatEndedInTime(From from) throws Exception {
        List<Task<Integer>> tasks = List.of(sleeping(), done(1), sleeping(), done(2));
        List<Task<Integer>> brought = new ArrayList<>();
        from.call(on, () -> {
            try (Completions<Integer> completions = Async.asCompleted(tasks, SHORT)) {
                Iterator<Task<Integer>> ends = completions.iterator();
                brought.add(ends.next());
                brought.add(ends.next());
                assertThatThrownBy(ends::next).isInstanceOf(TimeoutException.class)
                        .hasMessage("2 of the tasks did not end within the limit: they go on until the completions are"
                                + " closed");
                assertThat(ends.hasNext()).isTrue();
                assertThat(sleepers.cleaned()).isZero();
                assertThatThrownBy(ends::next).isInstanceOf(TimeoutException.class);
            }
            assertThat(sleepers.cleaned()).isEqualTo(2);
            return null;
        });
        assertThat(brought).containsExactly(tasks.get(1), tasks.get(3));
        assertThat(tasks.get(0).isCancelled() && tasks.get(2).isCancelled()).isTrue();
        assertThat(tasks.get(1).resultNow()).isEqualTo(1);
    }

    @ParameterizedTest(name = "C9: with a limit of {0} what has ended already still comes")
    @ValueSource(strings = {"PT0S", "PT-5S", "PT-2562047788015H"})
    void bringsWhatHasEndedAlready(String limit) {
        List<Task<Integer>> tasks = List.of(done(1), sleeping(), done(2), done(2));
        try (Completions<Integer> completions = Async.asCompleted(tasks, Duration.parse(limit))) {
            Iterator<Task<Integer>> ends = completions.iterator();
            for (int i = 0; i < 3; i++) {
                assertThat(ends.next().isDone()).isTrue();
            }
            assertThatThrownBy(ends::next).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    @DisplayName("C9: the limit counts for all together, from the call on, also when the tasks come in between")
    void limitsAllTogether() {
        ManualClock clock = new ManualClock();
        EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock));
        try {
            List<CompletableFuture<Integer>> doors = List.of(new CompletableFuture<>(), new CompletableFuture<>(),
                    new CompletableFuture<>());
            List<Task<Integer>> tasks = doors.stream().map(door -> loop.start(() -> door)).toList();
            List<Integer> brought = new CopyOnWriteArrayList<>();
            Task<String> consumer = loop.start(() -> {
                try (Completions<Integer> completions = Async.asCompleted(tasks, LONG)) {
                    for (Task<Integer> task : completions) {
                        brought.add(task.resultNow());
                    }
                    return "all";
                }
            });
            for (int i = 0; i < 2; i++) {
                int came = i;
                Eventually.until(() -> brought.size() == came && loop.stats().timers() == 1 && !loop.stats().busy());
                clock.advance(LONG.dividedBy(2).minusNanos(1));
                doors.get(i).complete(i);
            }
            Eventually.until(() -> brought.size() == 2 && loop.stats().timers() == 1 && !loop.stats().busy());
            clock.advance(Duration.ofNanos(2));
            Eventually.until(consumer::isDone);
            assertThatThrownBy(consumer::result).isInstanceOf(TimeoutException.class);
            assertThat(brought).containsExactly(0, 1);
            assertThat(tasks.getLast().isCancelled()).isTrue();
        } finally {
            loop.abort();
        }
    }

    @Test
    @DisplayName("C9, C10: within the limit nothing is thrown; of nothing it is empty, whatever the limit")
    void endsInTime() {
        List<Task<Integer>> brought = new ArrayList<>();
        Task<Integer> late = on.loop().start(() -> {
            Async.yieldNow();
            return 3;
        });
        Task<Integer> early = done(1);
        try (Completions<Integer> completions = Async.asCompleted(List.of(late, early, late), LONG)) {
            completions.forEach(brought::add);
        }
        assertThat(brought).containsExactlyInAnyOrder(early, late);
        assertThat(Async.asCompleted(List.<Task<Integer>>of(), Duration.ZERO).iterator().hasNext()).isFalse();
    }

    @Test
    @DisplayName("C9, D12: a cancel of the consumer is its reason, not a time-out; closing then still ends the rest")
    void isCancelledWhileItWaits() {
        Task<Integer> rest = sleeping();
        Task<String> consumer = on.loop().start(() -> {
            try (Completions<Integer> completions = Async.asCompleted(List.of(rest), LONG)) {
                completions.iterator().next();
                return "not reached";
            }
        });
        Eventually.until(() -> on.loop().stats().timers() == 1);
        consumer.cancel("no more of them");
        Eventually.until(consumer::isDone);
        assertThat(consumer.outcome()).isEqualTo(new Outcome.Cancelled<>("no more of them"));
        assertThat(rest.isCancelled()).isTrue();
        assertThat(sleepers.cleaned()).isOne();
    }
}
