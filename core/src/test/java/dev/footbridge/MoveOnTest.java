package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.internal.Sneaky;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code moveOnAfter}: a limit that is no error. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MoveOnTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();

    @AfterEach
    void close() {
        on.close();
    }

    @ParameterizedTest(name = "D6: in time it brings the value, and says so, to a {0}")
    @EnumSource(From.class)
    void bringsTheValueInTime(From from) throws Exception {
        from.call(on, () -> {
            assertThat(Async.moveOnAfter(LONG, () -> "value")).contains("value");
            assertThat(Async.moveOnAfter(LONG, () -> {
                Async.yieldNow();
                return 7;
            })).contains(7);
            assertThat(Async.<String>moveOnAfter(LONG, () -> null)).isEmpty();
            assertThat(Async.moveOnAfter(LONG, () -> {
                Async.yieldNow();
            })).isTrue();
            return null;
        });
    }

    @ParameterizedTest(name = "D1: out of time it goes on without the value, after the cleanup, in a {0}")
    @EnumSource(From.class)
    void goesOnOutOfTime(From from) throws Exception {
        from.call(on, () -> {
            BlockingAction sleeper = sleepers.job();
            assertThat(Async.moveOnAfter(SHORT, () -> {
                sleeper.run();
                return "never";
            })).isEmpty();
            assertThat(sleepers.cleaned()).isOne();
            assertThat(Async.moveOnAfter(SHORT, sleepers.job())).isFalse();
            assertThat(sleepers.cleaned()).isEqualTo(2);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Async.sleep(Duration.ofNanos(1));
            return null;
        });
    }

    /** Ways to wait for two sleepers. */
    record Wait(String name, java.util.function.BiConsumer<OpenLevels, List<BlockingAction>> way) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wait> waits() {
        return Stream.of(new Wait("a group that waits at its end", (on, jobs) -> TaskGroup.on(on.pool(), group -> {
            jobs.forEach(group::start);
            return null;
        })), new Wait("a group whose body waits", (on, jobs) -> TaskGroup.on(on.pool(), group -> {
            jobs.forEach(group::start);
            Async.sleep(LONG);
            return null;
        })), new Wait("a group that is joined", (on, jobs) -> {
            try (TaskGroup group = TaskGroup.open(on.loop())) {
                jobs.forEach(group::start);
                group.join();
            }
        }), new Wait("groups in one another", (on, jobs) -> TaskGroup.on(on.pool(), outer -> {
            outer.start(jobs.getFirst());
            return TaskGroup.on(on.loop(), inner -> inner.start(jobs.getLast()).result());
        })), new Wait("a gathering", (on, jobs) -> Async
                .gather(jobs.stream().map(job -> on.pool().start(job)).toList())),
                new Wait("a race", (on, jobs) -> Async.race(jobs.stream().map(job -> on.loop().start(job)).toList())),
                new Wait("a call", (on, jobs) -> on.loop().call(() -> on.pool().call(jobs.getFirst()))),
                new Wait("completions", (on, jobs) -> {
                    try (Completions<Void> ends = Async
                            .asCompleted(jobs.stream().map(job -> on.pool().start(job)).toList())) {
                        ends.forEach(Task::result);
                    }
                }), new Wait("longer limits", (_, jobs) -> {
                    assertThat(Async.moveOnAfter(LONG, jobs.getFirst())).isTrue();
                    throw new AssertionError("went on where the limit had not passed");
                }), new Wait("shielded cleanup", (_, jobs) -> {
                    try {
                        Async.sleep(LONG);
                    } finally {
                        assertThat(Async.moveOnAfter(SHORT, () -> Async.shielded(() -> 1))).contains(1);
                    }
                }));
    }

    @ParameterizedTest(name = "D1: out of time it moves on from {0}, and nothing is left running")
    @MethodSource("waits")
    void movesOnFromEverything(Wait wait) throws Exception {
        for (From from : From.values()) {
            boolean inTime = from.call(on, () -> Async.moveOnAfter(SHORT,
                    () -> wait.way().accept(on, List.of(sleepers.job(), sleepers.job()))));
            assertThat(inTime).as("from a %s", from).isFalse();
            assertThat(sleepers.cleaned()).as("from a %s", from).isEqualTo(sleepers.asleep());
            Eventually.until(() -> on.loop().stats().pending() == 0);
        }
    }

    @ParameterizedTest(name = "D3: with a limit of {0} the code never starts")
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-2562047788015215H"})
    void startsNothingWithoutTime(String limit) throws Exception {
        AtomicBoolean began = new AtomicBoolean();
        for (From from : From.values()) {
            from.call(on, () -> {
                assertThat(Async.moveOnAfter(Duration.parse(limit), () -> began.getAndSet(true))).isEmpty();
                assertThat(Async.moveOnAfter(Duration.parse(limit), () -> {
                    began.set(true);
                })).isFalse();
                return null;
            });
        }
        assertThat(began).isFalse();
    }

    @Test
    @DisplayName("D3: a limit too long to count is no limit")
    void takesAnEndlessLimit() {
        assertThat(Async.moveOnAfter(Duration.ofSeconds(Long.MAX_VALUE), () -> {
            Async.sleep(Duration.ofNanos(1));
            return 1;
        })).contains(1);
    }

    @Test
    @DisplayName("D6: a cancel from outside passes, before the limit and when both come together")
    void passesACancelFromOutside() {
        for (boolean limitFirst : new boolean[]{false, true}) {
            CompletableFuture<Void> cleanup = new CompletableFuture<>();
            AtomicBoolean cleaning = new AtomicBoolean();
            Task<Optional<String>> task = on.loop().start(() -> Async.moveOnAfter(limitFirst ? SHORT : LONG, () -> {
                try {
                    Async.sleep(LONG);
                    return "never";
                } finally {
                    cleaning.set(true);
                    Async.shielded(() -> Async.await(cleanup));
                }
            }));
            if (limitFirst) {
                Eventually.until(cleaning::get);
            }
            task.cancel("from outside");
            Eventually.until(() -> cleaning.get() || task.isDone());
            cleanup.complete(null);
            Eventually.until(task::isDone);
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("from outside"));
        }
    }

    @Test
    @DisplayName("D6: a cancelled task that the code waits for, an interrupt and a time-out of its own all pass")
    void passesWhatIsNotItsOwn() {
        Task<Void> cancelled = on.pool().start(sleepers.job());
        cancelled.cancel("by somebody else");
        assertThatThrownBy(() -> Async.moveOnAfter(LONG, () -> cancelled.result()))
                .isInstanceOf(CancelledException.class).hasMessage("by somebody else");
        assertThatThrownBy(() -> Async.moveOnAfter(LONG, () -> Async.withTimeout(SHORT, () -> {
            Async.sleep(LONG);
            return 1;
        }))).isInstanceOf(TimeoutException.class);
        ForeignThread<Object> thread = ForeignThread.<Object>of(() -> Async.moveOnAfter(LONG, sleepers.job()));
        Eventually.until(() -> sleepers.asleep() > 0);
        thread.interrupt();
        assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(thread.wasInterrupted()).isTrue();
    }

    @Test
    @DisplayName("D6: what the code throws passes unchanged, in time and out of time")
    void passesFailures() {
        IOException failure = new IOException("foreign");
        AssertionError error = new AssertionError("foreign");
        for (Throwable foreign : List.of(failure, error)) {
            assertThatThrownBy(() -> Async.moveOnAfter(LONG, () -> {
                throw Sneaky.raise(foreign);
            })).isSameAs(foreign);
            assertThatThrownBy(() -> Async.moveOnAfter(SHORT, sleepers.failing(foreign))).isSameAs(foreign)
                    .hasNoSuppressedExceptions();
        }
    }

    /** Ways in which cleanup fails beside the cancellation. */
    static Stream<Wait> failingCleanups() {
        Consumer<List<BlockingAction>> inBlock = jobs -> {
            try (AutoCloseable _ = () -> Async.shielded(() -> {
                throw new IOException("in cleanup");
            })) {
                Async.sleep(LONG);
            } catch (CancelledException cancelled) {
                throw cancelled;
            } catch (Exception other) {
                throw new AssertionError(other);
            }
        };
        return Stream.of(new Wait("a resource", (_, jobs) -> inBlock.accept(jobs)),
                new Wait("a group", (on, jobs) -> TaskGroup.on(on.pool(), group -> {
                    jobs.forEach(group::start);
                    return null;
                })), new Wait("a gathering", (on, jobs) -> Async
                        .gather(jobs.stream().map(job -> on.pool().start(job)).toList())),
                new Wait("a task", (on, jobs) -> on.pool().start(jobs.getFirst()).result()));
    }

    @ParameterizedTest(name = "C14: a cleanup of {0} that fails is not swallowed")
    @MethodSource("failingCleanups")
    void doesNotSwallowAFailedCleanup(Wait wait) {
        Throwable thrown = catchThrowable(() -> Async.moveOnAfter(SHORT, () -> {
            List<BlockingAction> jobs = List.of(sleepers.failing(new IOException("in cleanup")),
                    sleepers.failing(new IOException("in cleanup")));
            wait.way().accept(on, jobs);
        }));
        assertThat(thrown).isInstanceOf(IOException.class).hasMessage("in cleanup");
    }

    @Test
    @DisplayName("D6: of nested limits only the one that passed moves on")
    void tellsNestedLimitsApart() {
        assertThat(Async.moveOnAfter(LONG, () -> {
            boolean inner = Async.moveOnAfter(SHORT, () -> Async.sleep(LONG));
            Async.sleep(Duration.ofNanos(1));
            return inner ? "both" : "inner";
        })).contains("inner");
        AtomicBoolean innerMovedOn = new AtomicBoolean();
        assertThat(Async.moveOnAfter(SHORT, () -> {
            innerMovedOn.set(!Async.moveOnAfter(LONG, () -> Async.sleep(LONG)));
        })).isFalse();
        assertThat(innerMovedOn).isFalse();
        assertThat(catchThrowable(() -> Async.withTimeout(SHORT, () -> Async.moveOnAfter(LONG, () -> {
            Async.sleep(LONG);
            return 1;
        })))).isInstanceOf(TimeoutException.class);
        assertThat(Async.moveOnAfter(SHORT, () -> Async.withTimeout(LONG, () -> {
            Async.sleep(LONG);
            return 1;
        }))).isEmpty();
    }

    @Test
    @DisplayName("D1: code that brings its value although it was cancelled has brought it")
    void keepsALateValue() {
        assertThat(Async.moveOnAfter(SHORT, () -> {
            try {
                Async.sleep(LONG);
                return "slept";
            } catch (CancelledException late) {
                return "late, all the same";
            }
        })).contains("late, all the same");
    }
}
