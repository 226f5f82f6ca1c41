package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cancelled scope stays cancelled until it ends: every wait in it is, and no wait after it. Shielded code may
 * wait.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelTriggeredCancelTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(5);

    private final OpenLevels on = new OpenLevels();

    @AfterEach
    void close() {
        on.close();
    }

    /** A way to have code cancelled: it is given code that waits, and runs it in a scope that is cancelled then. */
    record Cancelled(String name, Way way) {

        interface Way {
            void run(OpenLevels on, BlockingAction code) throws Exception;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Cancelled> SCOPES = List.of(
            new Cancelled("a limit that passes", (_, code) -> Async.withTimeout(SHORT, () -> {
                code.run();
                return null;
            })), new Cancelled("a limit that is moved", (_, code) -> Async.withDeadline(LONG, (Deadline deadline) -> {
                deadline.moveTo(Duration.ZERO);
                code.run();
                return null;
            })), new Cancelled("a limit to move on after", (_, code) -> Async.moveOnAfter(SHORT, code)),
            new Cancelled("a group that is cancelled", (on, code) -> TaskGroup.on(on.pool(), group -> {
                group.cancel("stop");
                code.run();
                return null;
            })), new Cancelled("a group in which a task fails", (on, code) -> TaskGroup.on(on.pool(), group -> {
                group.start(() -> {
                    throw new IllegalStateException("fails");
                });
                code.run();
                return null;
            })), new Cancelled("an opened group that is cancelled", (on, code) -> {
                try (TaskGroup group = TaskGroup.open(on.loop())) {
                    group.cancel("stop");
                    code.run();
                }
            }), new Cancelled("a call that is cancelled", (on, code) -> on.loop().call(() -> {
                Async.currentTask().orElseThrow().cancel("stop");
                code.run();
            })), new Cancelled("a job in place that is cancelled", (_, code) -> Level.caller().start(() -> {
                Async.currentTask().orElseThrow().cancel("stop");
                code.run();
            }).result()));

    static Stream<Arguments> everywhere() {
        return Stream.of(From.values()).flatMap(from -> SCOPES.stream().map(scope -> Arguments.of(from, scope)));
    }

    /** Waits of every kind that would last. */
    private List<BlockingAction> waits() {
        Task<Void> sleeper = on.pool().start(() -> Async.sleep(LONG));
        return List.of(() -> Async.sleep(LONG), Async::yieldNow, () -> Async.sleep(Duration.ZERO),
                () -> Async.await(new CompletableFuture<String>()), () -> Async.waitAll(List.of(sleeper)),
                () -> on.pool().call(() -> Async.sleep(LONG)), () -> TaskGroup.on(on.pool(), group -> {
                    group.start(() -> Async.sleep(LONG));
                    return null;
                }), () -> Async.withTimeout(LONG, () -> {
                    Async.sleep(LONG);
                    return 1;
                }), () -> Async.moveOnAfter(LONG, () -> Async.sleep(LONG)), () -> Async.asCompleted(List.of(sleeper))
                        .iterator().next(),
                () -> Async.race(sleeper), () -> Async.gather(sleeper));
    }

    @ParameterizedTest(name = "D7: after it was caught once, every wait meets the cancel again, in a {0}, in {1}")
    @MethodSource("everywhere")
    void isMetAgain(From from, Cancelled scope) throws Exception {
        List<String> reasons = new ArrayList<>();
        from.call(on, () -> {
            catchThrowable(() -> scope.way().run(on, () -> {
                List<BlockingAction> waits = waits();
                for (int i = -1; i < waits.size(); i++) {
                    try {
                        (i < 0 ? (BlockingAction) () -> Async.sleep(LONG) : waits.get(i)).run();
                        reasons.add("wait " + i + " was not cancelled");
                    } catch (CancelledException cancelled) {
                        reasons.add(cancelled.reason());
                    }
                }
            }));
            assertThat(reasons).hasSize(13).containsOnly(reasons.getFirst())
                    .doesNotContain("wait -1 was not cancelled");
            checkUndisturbed();
            return null;
        });
    }

    /** The scope has ended, and with it the cancel. */
    private static void checkUndisturbed() {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Async.yieldNow();
        Async.sleep(Duration.ofNanos(1));
    }

    @ParameterizedTest(name = "D7: shielded cleanup may wait after the cancel, the next wait may not, in a {0}, in {1}")
    @MethodSource("everywhere")
    void letsShieldedCleanupWait(From from, Cancelled scope) throws Exception {
        List<String> steps = new ArrayList<>();
        from.call(on, () -> {
            catchThrowable(() -> scope.way().run(on, () -> {
                try {
                    Async.sleep(LONG);
                } finally {
                    steps.add(Async.shielded(() -> {
                        Async.sleep(Duration.ofNanos(1));
                        Async.yieldNow();
                        return on.pool().call(() -> "a thread") + ", " + on.loop().call(() -> "a coroutine") + ", "
                                + Async.gather(on.loop().start(() -> "gathered")) + ", "
                                + TaskGroup.<String>on(on.loop(), group -> group.start(() -> "grouped").result());
                    }));
                    steps.add(catchThrowable(Async::yieldNow).getClass().getSimpleName());
                    steps.add(Async.shielded(() -> {
                        Async.sleep(Duration.ofNanos(1));
                        return "and again";
                    }));
                    steps.add(catchThrowable(() -> Async.sleep(LONG)).getClass().getSimpleName());
                }
            }));
            checkUndisturbed();
            return null;
        });
        assertThat(steps).containsExactly("a thread, a coroutine, [gathered], grouped", "CancelledException",
                "and again", "CancelledException");
    }

    @ParameterizedTest(name = "D7: plain blocking cleanup in a shield is not interrupted, in a {0}, in {1}")
    @MethodSource("everywhere")
    void doesNotInterruptAShield(From from, Cancelled scope) throws Exception {
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        from.call(on, () -> {
            catchThrowable(() -> scope.way().run(on, () -> {
                try {
                    Async.sleep(LONG);
                } finally {
                    Async.shielded(() -> {
                        Thread.sleep(1);
                        interrupted.set(Thread.currentThread().isInterrupted());
                        return null;
                    });
                }
            }));
            checkUndisturbed();
            return null;
        });
        assertThat(interrupted).hasValue(false);
    }

    @Test
    @DisplayName("D7: a limit in a shield in a cancelled scope still passes, as a time-out, and only "
            + "ends what is in it")
    void limitsShieldedCleanup() {
        List<String> steps = new ArrayList<>();
        AtomicReference<Boolean> began = new AtomicReference<>(false);
        Task<Void> task = on.pool().start(() -> {
            try {
                began.set(true);
                Async.sleep(LONG);
            } finally {
                Async.shielded(() -> {
                    steps.add(catchThrowable(() -> Async.withTimeout(SHORT, () -> {
                        Async.sleep(LONG);
                        return 1;
                    })).getClass().getSimpleName());
                    steps.add("moved on: " + !Async.moveOnAfter(SHORT, () -> Async.sleep(LONG)));
                    Async.sleep(Duration.ofNanos(1));
                    return steps.add("and waited");
                });
            }
        });
        Eventually.until(began::get);
        task.cancel("stop");
        Eventually.until(task::isDone);
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
        assertThat(steps).containsExactly("TimeoutException", "moved on: true", "and waited");
    }

    @Test
    @DisplayName("D7: of two cancelled scopes the outer one is what is met, and goes on to be after "
            + "the inner has ended")
    void meetsTheOuterOne() {
        List<String> met = new ArrayList<>();
        Throwable thrown = catchThrowable(() -> TaskGroup.on(on.pool(), outer -> {
            catchThrowable(() -> TaskGroup.on(on.pool(), inner -> {
                inner.cancel("inner");
                met.add(catchThrowable(Async::yieldNow).getMessage());
                outer.cancel("outer");
                met.add(catchThrowable(Async::yieldNow).getMessage());
                return null;
            }));
            met.add(catchThrowable(Async::yieldNow).getMessage());
            return null;
        }));
        assertThat(met).containsExactly("inner", "outer", "outer");
        assertThat(thrown).isInstanceOf(CancelledException.class).hasMessage("outer");
        checkUndisturbed();
    }
}
