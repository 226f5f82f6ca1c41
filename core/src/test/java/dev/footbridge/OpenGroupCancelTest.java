package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.From;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancels, interrupts and time limits that meet an opened group. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenGroupCancelTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();
    private final IOException failure = new IOException("in cleanup");

    @AfterEach
    void close() {
        on.close();
    }

    @ParameterizedTest(name = "D12: group.cancel reaches the waits of the block and the tasks, with "
            + "its reason, from a {0}")
    @EnumSource(From.class)
    void isCancelledByItsOwnHandle(From from) throws Exception {
        from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                group.start(sleepers.job());
                sleepers.awaitAsleep(1);
                group.cancel("we have enough");
                assertThatThrownBy(() -> Async.sleep(LONG)).isInstanceOf(CancelledException.class)
                        .hasMessage("we have enough");
                assertThatThrownBy(group::join).isInstanceOf(CancelledException.class).hasMessage("we have enough");
                assertThat(sleepers.cleaned()).isOne();
                assertThatThrownBy(() -> group.start(() -> 1)).isInstanceOf(CancelledException.class)
                        .hasMessageContaining("we have enough");
            }
            assertThat(sleepers.reasons()).containsExactly("we have enough");
            Async.sleep(Duration.ofNanos(1));
            return null;
        });
    }

    @ParameterizedTest(name = "C3: a {0} that joins is woken by a cancel of its group from another thread")
    @EnumSource(From.class)
    void isCancelledWhileItIsJoined(From from) throws Exception {
        AtomicReference<TaskGroup> joined = new AtomicReference<>();
        ForeignThread<Boolean> canceller = ForeignThread.of(() -> {
            Eventually.until(() -> joined.get() != null && sleepers.asleep() == 2);
            joined.get().cancel("from another thread");
            return true;
        });
        from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.loop())) {
                joined.set(group);
                group.start(sleepers.job());
                group.start(sleepers.job());
                assertThatThrownBy(group::join).isInstanceOf(CancelledException.class)
                        .hasMessage("from another thread");
                assertThat(sleepers.cleaned()).isEqualTo(2);
            }
            return null;
        });
        assertThat(canceller.value()).isTrue();
    }

    @ParameterizedTest(name = "C3: a cancel of the task that joins reaches the tasks of its group "
            + "and waits for them, on the {0}")
    @ValueSource(strings = {"loop", "pool", "small"})
    void passesACancelFromOutsideOn(String level) {
        Task<Object> outer = on.level(level).start(() -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                group.start(sleepers.job());
                group.start(sleepers.job());
                try {
                    group.join();
                } finally {
                    assertThat(sleepers.cleaned()).isEqualTo(2);
                }
            }
            return "not reached";
        });
        Eventually.until(() -> sleepers.asleep() == 2);
        outer.cancel("from outside");
        assertThat(outer.outcome()).isEqualTo(new Outcome.Cancelled<>("from outside"));
        assertThat(sleepers.reasons()).containsExactly("from outside", "from outside");
    }

    @ParameterizedTest(name = "C14, D11: a failure in the cleanup after a cancel from outside is "
            + "reported, once, on the {0}")
    @ValueSource(strings = {"loop", "pool"})
    void losesNoFailureToACancelFromOutside(String level) {
        Task<Object> outer = on.level(level).start(() -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                group.start(sleepers.failing(failure));
                group.join();
                return "not reached";
            }
        });
        Eventually.until(() -> sleepers.asleep() == 1);
        outer.cancel("from outside");
        Eventually.until(outer::isDone);
        assertThat(outer.outcome()).isEqualTo(new Outcome.Cancelled<>("from outside"));
        on.close();
        assertThat(on.failures().failures()).containsExactly(failure);
    }

    @ParameterizedTest(name = "D9: an interrupt of a thread that waits in {0} cancels the group, "
            + "awaits its cleanup, and stays set")
    @ValueSource(strings = {"join", "the block"})
    void isCancelledByAnInterrupt(String where) {
        ForeignThread<Object> thread = ForeignThread.of(() -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                group.start(sleepers.job());
                group.start(sleepers.job());
                sleepers.awaitAsleep(2);
                if (where.equals("join")) {
                    group.join();
                } else {
                    Async.sleep(LONG);
                }
                return "not reached";
            }
        });
        Eventually.until(() -> sleepers.asleep() == 2);
        thread.interrupt();
        assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(thread.wasInterrupted()).isTrue();
        assertThat(sleepers.cleaned()).isEqualTo(2);
    }

    @Test
    @DisplayName("D9: an interrupt during close neither cuts the cleanup short nor gets lost")
    void keepsAnInterruptDuringClose() {
        try (Gate cleanup = new Gate()) {
            ForeignThread<Object> thread = ForeignThread.of(() -> {
                try (TaskGroup group = TaskGroup.open(on.pool())) {
                    group.start(() -> {
                        try {
                            sleepers.job().run();
                        } finally {
                            cleanup.passDeaf();
                        }
                    });
                    sleepers.awaitAsleep(1);
                }
                return "closed";
            });
            cleanup.awaitArrivals(1);
            thread.awaitWaiting();
            thread.interrupt();
            thread.interrupt();
            assertThat(thread.hasEnded()).isFalse();
            cleanup.open();
            assertThat(thread.value()).isEqualTo("closed");
            assertThat(thread.wasInterrupted()).isTrue();
        }
    }

    @ParameterizedTest(name = "C3: a cancel of the outer group ends the inner one first, and one of "
            + "the inner leaves the outer, in a {0}")
    @EnumSource(From.class)
    void nests(From from) throws Exception {
        from.call(on, () -> {
            try (TaskGroup outer = TaskGroup.open(on.pool())) {
                Task<Void> ofOuter = outer.start(sleepers.job());
                try (TaskGroup inner = TaskGroup.open(on.pool())) {
                    inner.start(sleepers.job());
                    sleepers.awaitAsleep(2);
                    inner.cancel("inner only");
                    assertThatThrownBy(inner::join).hasMessage("inner only");
                }
                assertThat(ofOuter.isDone()).isFalse();
                Async.sleep(Duration.ofNanos(1));
                Throwable thrown = catchThrowable(() -> {
                    try (TaskGroup inner = TaskGroup.open(on.pool())) {
                        inner.start(sleepers.job());
                        sleepers.awaitAsleep(3);
                        outer.cancel("all of it");
                        inner.join();
                    }
                });
                assertThat(thrown).isInstanceOf(CancelledException.class).hasMessage("all of it");
                assertThat(sleepers.cleaned()).isGreaterThanOrEqualTo(2);
                assertThatThrownBy(outer::join).isInstanceOf(CancelledException.class).hasMessage("all of it");
                assertThat(sleepers.cleaned()).isEqualTo(3);
            }
            assertThat(sleepers.reasons()).containsExactlyInAnyOrder("inner only", "all of it", "all of it");
            return null;
        });
    }

    @ParameterizedTest(name = "D1, D6: a limit around a group is a time-out, after the cleanup, with "
            + "nothing else in it, in a {0}")
    @EnumSource(From.class)
    void endsByALimitAroundIt(From from) throws Exception {
        from.call(on, () -> {
            for (boolean joins : new boolean[]{true, false}) {
                int before = sleepers.asleep();
                Throwable thrown = catchThrowable(() -> Async.withTimeout(SHORT, () -> {
                    try (TaskGroup group = TaskGroup.open(on.pool())) {
                        group.start(sleepers.job());
                        sleepers.awaitAsleep(before + 1);
                        if (joins) {
                            group.join();
                        } else {
                            Async.sleep(LONG);
                        }
                        return "not reached";
                    }
                }));
                assertThat(thrown).isInstanceOf(TimeoutException.class);
                assertThat(thrown.getSuppressed()).isEmpty();
                assertThat(sleepers.cleaned()).isEqualTo(sleepers.asleep());
                Async.sleep(Duration.ofNanos(1));
            }
            return null;
        });
    }

    @ParameterizedTest(name = "D6: a limit inside a group ends what is in the limit, and the group goes on, in a {0}")
    @EnumSource(From.class)
    void goesOnAfterALimitInside(From from) throws Exception {
        from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                Task<Void> task = group.start(sleepers.job());
                assertThatThrownBy(() -> Async.withTimeout(SHORT, () -> {
                    Async.sleep(LONG);
                    return "not reached";
                })).isInstanceOf(TimeoutException.class);
                assertThatThrownBy(() -> Async.withTimeout(SHORT, () -> {
                    group.join();
                    return "not reached";
                })).isInstanceOf(TimeoutException.class);
                assertThat(task.isCancelled()).as("joining was cancelled, and with it what was joined").isTrue();
                assertThat(sleepers.cleaned()).isEqualTo(sleepers.asleep());
                assertThat(group.start(() -> 5).result()).isEqualTo(5);
                group.join();
            }
            return null;
        });
    }

    @Test
    @DisplayName("C3: a group in a task that was cancelled before it joins is cancelled at once")
    void joinsInACancelledTask() {
        Task<Object> outer = on.loop().start(() -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                group.start(sleepers.job());
                sleepers.awaitAsleep(1);
                Async.currentTask().orElseThrow().cancel("by itself");
                group.join();
                return "not reached";
            }
        });
        Eventually.until(outer::isDone);
        assertThat(outer.outcome()).isEqualTo(new Outcome.Cancelled<>("by itself"));
        assertThat(sleepers.cleaned()).isOne();
    }
}
