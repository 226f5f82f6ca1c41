package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.testing.CapturedLog;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task group used by the wrong code, or at the wrong time: a clear error, and the group is as it was. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenGroupMisuseTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String NOT_CLOSED_BY_ITS_OPENER = "a task group is closed by the code that opened it";
    private static final String NOT_JOINED_BY_ITS_OPENER = "a task group is joined by the code that opened it";
    private static final String ENDED = "the task group has ended";

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();

    @AfterEach
    void close() {
        on.close();
    }

    private static void refuses(String why, Runnable use) {
        assertThatIllegalStateException().isThrownBy(use::run).withMessageContaining(why)
                .isNotInstanceOf(CancelledException.class);
    }

    @ParameterizedTest(name = "C13: a group is not closed before one that was opened in it, from a {0}")
    @EnumSource(From.class)
    void closesInOrder(From from) throws Exception {
        from.call(on, () -> {
            TaskGroup outer = TaskGroup.open(on.pool());
            TaskGroup inner = TaskGroup.open(on.pool());
            Task<Void> ofOuter = outer.start(sleepers.job());
            Task<Void> ofInner = inner.start(sleepers.job());
            sleepers.awaitAsleep(2);

            refuses(NOT_CLOSED_BY_ITS_OPENER, outer::close);

            assertThat(ofOuter.isDone() || ofInner.isDone()).isFalse();
            inner.close();
            assertThat(ofInner.isCancelled()).isTrue();
            assertThat(ofOuter.isDone()).isFalse();
            outer.close();
            assertThat(ofOuter.isCancelled()).isTrue();
            return null;
        });
    }

    @Test
    @DisplayName("C13: a group is not closed inside a limit, a shield or a group of the lambda form "
            + "that began after it")
    void closesOutsideOfScopesOpenedSince() {
        try (TaskGroup group = TaskGroup.open(on.pool())) {
            Task<Void> task = group.start(sleepers.job());
            refuses(NOT_CLOSED_BY_ITS_OPENER, () -> {
                try {
                    Async.withTimeout(LONG, () -> {
                        group.close();
                        return null;
                    });
                } catch (java.util.concurrent.TimeoutException impossible) {
                    throw new AssertionError(impossible);
                }
            });
            refuses(NOT_CLOSED_BY_ITS_OPENER, () -> Async.shielded(() -> {
                group.close();
                return null;
            }));
            refuses(NOT_CLOSED_BY_ITS_OPENER, () -> TaskGroup.on(on.pool(), _ -> {
                group.close();
                return null;
            }));
            assertThat(task.isDone()).isFalse();
        }
        assertThat(sleepers.cleaned()).isEqualTo(sleepers.asleep());
    }

    @ParameterizedTest(name = "C13: a group of a {0} is neither joined nor closed by another thread")
    @EnumSource(From.class)
    void belongsToItsThread(From from) throws Exception {
        from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.loop())) {
                Task<Integer> task = group.start(() -> {
                    Async.yieldNow();
                    return 7;
                });
                ForeignThread<Object> stranger = ForeignThread.of(() -> {
                    refuses(NOT_JOINED_BY_ITS_OPENER, group::join);
                    refuses(NOT_CLOSED_BY_ITS_OPENER, group::close);
                    return "refused";
                });
                assertThat(stranger.value()).isEqualTo("refused");
                group.join();
                assertThat(task.resultNow()).isEqualTo(7);
            }
            return null;
        });
    }

    @ParameterizedTest(name = "C13: a task neither joins nor closes the group it is in, on the {0}")
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void isNotJoinedByItsOwnTask(String level) throws Exception {
        for (From from : From.values()) {
            AtomicInteger refused = new AtomicInteger();
            from.call(on, () -> {
                try (TaskGroup group = TaskGroup.open(on.level(level))) {
                    group.start(() -> {
                        refuses(NOT_JOINED_BY_ITS_OPENER, group::join);
                        refuses(NOT_CLOSED_BY_ITS_OPENER, group::close);
                        refused.incrementAndGet();
                    }).result();
                    group.join();
                }
                return null;
            });
            assertThat(refused).as("from a %s", from).hasValue(1);
        }
    }

    @Test
    @DisplayName("C13: a task that runs on the stack of the group's opener does not join the group, cancelled or not")
    void isNotJoinedByATaskInPlace() {
        on.loop().call(() -> {
            try (TaskGroup group = TaskGroup.open(on.loop())) {
                group.start(sleepers.job());
                on.loop().start(() -> refuses(NOT_JOINED_BY_ITS_OPENER, group::join)).result();
                Task<Void> canceller = group.start(() -> {
                    group.cancel("by a task");
                    refuses(NOT_JOINED_BY_ITS_OPENER, group::join);
                });
                catchThrowable(canceller::result); // cancelled here, too, unless the task ran in place
                assertThat(canceller.outcome().isSuccess()).isTrue();
            }
        });
    }

    @ParameterizedTest(name = "C13: a group that has ended refuses to be joined and to start tasks, from a {0}")
    @EnumSource(From.class)
    void isOfNoUseAfterItsEnd(From from) throws Exception {
        from.call(on, () -> {
            AtomicInteger ran = new AtomicInteger();
            TaskGroup group = TaskGroup.open(on.pool());
            group.start(() -> 1);
            group.join();
            group.close();

            refuses(ENDED, group::join);
            refuses(ENDED, () -> group.start(ran::incrementAndGet));
            refuses(ENDED, () -> group.start(() -> CompletableFuture.completedFuture(ran.incrementAndGet())));
            group.cancel("too late, and harmless");
            group.close();
            Async.sleep(Duration.ofNanos(1));
            assertThat(ran).hasValue(0);
            return null;
        });
    }

    @ParameterizedTest(name = "C13: a group left open by a job of a level is cancelled and reported: {0}")
    @ValueSource(strings = {"loop", "pool", "small", "caller"})
    void isCancelledWhenLeftOpen(String level) {
        AtomicReference<TaskGroup> left = new AtomicReference<>();
        AtomicReference<Task<Void>> task = new AtomicReference<>();
        try (CapturedLog log = CapturedLog.open()) {
            String value = on.level(level).start(() -> {
                left.set(TaskGroup.open(on.pool()));
                task.set(left.get().start(sleepers.job()));
                sleepers.awaitAsleep(1);
                return "left";
            }).result();
            assertThat(value).isEqualTo("left");
            Eventually.until(task.get()::isDone);
            assertThat(log.thrown()).hasSize(1).allSatisfy(thrown -> assertThat(thrown)
                    .hasMessage("the task group was left open by the code that opened it: close it, best by"
                            + " try-with-resources"));
        }
        assertThat(task.get().outcome()).isInstanceOfSatisfying(Outcome.Cancelled.class,
                cancelled -> assertThat(cancelled.reason()).contains("left open"));
        assertThat(catchThrowable(() -> left.get().start(() -> 1))).isInstanceOf(IllegalStateException.class);
        refuses("", left.get()::join);
        refuses("", left.get()::close);
    }

    @ParameterizedTest(name = "C13: a group left open in a scope leaves no interrupt and no cancel behind, in a {0}")
    @EnumSource(From.class)
    void leavesTheThreadAloneWhenLeftOpen(From from) throws Exception {
        try (CapturedLog log = CapturedLog.open()) {
            from.call(on, () -> {
                Async.withTimeout(LONG, () -> {
                    TaskGroup.open(on.pool()).start(sleepers.job());
                });
                checkUndisturbed();
                TaskGroup.on(on.pool(), _ -> TaskGroup.open(on.pool()).start(sleepers.job()));
                checkUndisturbed();
                Level.caller().call(() -> {
                    TaskGroup.open(on.pool()).start(sleepers.job());
                });
                checkUndisturbed();
                try (TaskGroup outer = TaskGroup.open(on.pool())) {
                    Async.shielded(() -> {
                        TaskGroup.open(on.pool()).start(sleepers.job());
                    });
                    outer.join();
                }
                checkUndisturbed();
                return null;
            });
            assertThat(log.thrown()).hasSize(4);
        }
        Eventually.until(() -> on.pool().stats().running() + on.pool().stats().waiting() == 0);
        assertThat(sleepers.cleaned()).isEqualTo(sleepers.asleep());
    }

    private static void checkUndisturbed() {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Async.sleep(Duration.ofNanos(1));
    }

    @Test
    @DisplayName("C13: a job whose predecessor on the thread left a group open does not become its owner")
    void isNotInheritedByTheNextJob() {
        AtomicReference<TaskGroup> left = new AtomicReference<>();
        try (CapturedLog log = CapturedLog.open()) {
            on.small().call(() -> left.set(TaskGroup.open(on.pool())));
            on.small().call(() -> {
                refuses(NOT_JOINED_BY_ITS_OPENER, left.get()::join);
                refuses(NOT_CLOSED_BY_ITS_OPENER, left.get()::close);
                checkUndisturbed();
            });
            assertThat(log.thrown()).hasSize(1);
        }
    }
}
