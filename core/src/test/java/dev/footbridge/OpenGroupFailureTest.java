package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.internal.Sneaky;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives, and where, when tasks, the block or the cleanup of an opened group fail. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenGroupFailureTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();
    private final IOException first = new IOException("first");
    private final IllegalStateException second = new IllegalStateException("second");
    private final UnsupportedOperationException third = new UnsupportedOperationException("third");

    @AfterEach
    void close() {
        on.close();
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(From.values())
                .flatMap(from -> Stream.of("loop", "pool").map(level -> Arguments.of(from, level)));
    }

    private static Task<Object> failing(TaskGroup group, Throwable error) {
        return group.start((Callable<Object>) () -> {
            throw Sneaky.raise(error);
        });
    }

    private void checkNothingReported() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    @ParameterizedTest(name = "C3: join of a {0} throws the failure of a task on the {1}, after the "
            + "cleanup of the others")
    @MethodSource("everywhere")
    void throwsTheFailureOfATask(From from, String level) throws Exception {
        from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.level(level))) {
                group.start(sleepers.job());
                group.start(sleepers.job());
                sleepers.awaitAsleep(2);
                failing(group, first);
                assertThatThrownBy(group::join).isSameAs(first);
                assertThat(first.getSuppressed()).isEmpty();
                assertThat(sleepers.cleaned()).isEqualTo(2);
                assertThat(sleepers.reasons())
                        .containsOnly("a task of the group failed: java.io.IOException: first");
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Async.sleep(Duration.ofNanos(1));
            return null;
        });
        checkNothingReported();
    }

    @ParameterizedTest(name = "C3, C14: join of a {0} throws all failures of tasks on the {1}, those "
            + "of cleanup included")
    @MethodSource("everywhere")
    void throwsAllFailuresTogether(From from, String level) throws Exception {
        from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.level(level))) {
                group.start(sleepers.failing(second));
                group.start(sleepers.failing(third));
                group.start(sleepers.job());
                sleepers.awaitAsleep(3);
                failing(group, first);
                assertThatThrownBy(group::join).isSameAs(first);
                assertThat(first.getSuppressed()).containsExactlyInAnyOrder(second, third);
            }
            return null;
        });
        checkNothingReported();
    }

    @ParameterizedTest(name = "C14: what the block of a {0} fails with comes first, with the "
            + "failures of tasks on the {1}")
    @MethodSource("everywhere")
    void addsFailuresOfTasksToThatOfTheBlock(From from, String level) {
        assertThatThrownBy(() -> from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.level(level))) {
                group.start(sleepers.failing(second));
                group.start(sleepers.failing(third));
                sleepers.awaitAsleep(2);
                throw first;
            }
        })).isSameAs(first);
        assertThat(sleepers.cleaned()).isEqualTo(2);
        assertThat(first.getSuppressed()).hasSize(1);
        Throwable ofTasks = first.getSuppressed()[0];
        assertThat(ofTasks).isIn(second, third);
        assertThat(ofTasks.getSuppressed()).containsExactly(ofTasks == second ? third : second);
        checkNothingReported();
    }

    @Test
    @DisplayName("C14: a block that throws the failure of its task, however it met it, brings it once")
    void bringsAFailureThatTheBlockMetOnce() {
        assertThatThrownBy(() -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                failing(group, first).result();
            }
        }).isSameAs(first);
        assertThatThrownBy(() -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                Task<Object> task = failing(group, first);
                Eventually.until(task::isDone);
                throw task.exceptionNow();
            }
        }).isSameAs(first);
        assertThatThrownBy(() -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                failing(group, first);
                group.join();
            }
        }).isSameAs(first);
        assertThat(first.getSuppressed()).isEmpty();
        checkNothingReported();
    }

    @ParameterizedTest(name = "C14: who waits for a task by {0} gets its failure, and not the cancel "
            + "of the group for it")
    @ValueSource(strings = {"result", "result with a limit", "gather", "race"})
    void bringsTheFailureToWhoWaitsForIt(String way) {
        for (int round = 0; round < 400; round++) {
            IOException failure = new IOException("round " + round);
            List<Throwable> met = new ArrayList<>();
            assertThatThrownBy(() -> TaskGroup.on(on.pool(), group -> {
                Task<Object> task = failing(group, failure);
                met.add(catchThrowable(() -> {
                    switch (way) {
                        case "result" -> task.result();
                        case "result with a limit" -> task.result(LONG);
                        case "gather" -> Async.gather(task);
                        default -> Async.race(task);
                    }
                }));
                return null;
            })).isSameAs(failure);
            assertThat(met).as("round %s", round).containsExactly(failure);
        }
    }

    @Test
    @DisplayName("C14: the same exception thrown by several tasks arrives once, without itself among the suppressed")
    void bringsASharedExceptionOnce() {
        try (TaskGroup group = TaskGroup.open(on.pool())) {
            group.start(sleepers.failing(first));
            group.start(sleepers.failing(first));
            sleepers.awaitAsleep(2);
            failing(group, first);
            assertThatThrownBy(group::join).isSameAs(first);
        }
        assertThatThrownBy(() -> TaskGroup.on(on.pool(), group -> {
            group.start(sleepers.failing(first));
            sleepers.awaitAsleep(3);
            throw first;
        })).isSameAs(first);
        assertThat(first.getSuppressed()).isEmpty();
        checkNothingReported();
    }

    @Test
    @DisplayName("C3: after a failure the group takes no task, and joining again throws the failure again")
    void staysFailed() {
        try (TaskGroup group = TaskGroup.open(on.pool())) {
            failing(group, first);
            assertThatThrownBy(group::join).isSameAs(first);
            assertThatThrownBy(group::join).isSameAs(first);
            assertThatThrownBy(() -> group.start(() -> 1)).isInstanceOf(CancelledException.class)
                    .hasMessageContaining("takes no more tasks").hasMessageContaining("first");
        }
        assertThat(first.getSuppressed()).isEmpty();
    }

    @Test
    @DisplayName("C14: close throws what nobody has seen, all of it, and nothing that somebody has")
    void throwsWhatNobodyHasSeen() {
        Throwable thrown = catchThrowable(() -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                Task<Void> seen = group.start(sleepers.failing(third));
                group.start(sleepers.failing(second));
                sleepers.awaitAsleep(2);
                Task<Object> failing = failing(group, first);
                Eventually.until(() -> failing.isDone() && seen.isDone());
                assertThat(seen.exceptionNow()).isSameAs(third);
            }
        });
        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).containsExactly(second);
        checkNothingReported();
    }

    @ParameterizedTest(name = "C14, D12: a block of a {0} that waits is told that a task failed, and which failure")
    @EnumSource(From.class)
    void tellsTheBlockThatATaskFailed(From from) {
        Throwable thrown = catchThrowable(() -> from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.pool())) {
                group.start(sleepers.job());
                sleepers.awaitAsleep(1);
                failing(group, first);
                try {
                    Async.sleep(LONG);
                } catch (CancelledException told) {
                    assertThat(told.reason()).isEqualTo("a task of the group failed: java.io.IOException: first");
                    throw told;
                }
                return "not reached";
            }
        }));
        assertThat(sleepers.cleaned()).isOne();
        assertThat(thrown).satisfiesAnyOf(error -> assertThat(error).isSameAs(first),
                error -> assertThat(error).isInstanceOf(CancelledException.class).hasSuppressedException(first));
        checkNothingReported();
    }

    @Test
    @DisplayName("C14: a task whose group failed while it waited has failed with that, it does not count as cancelled")
    void failsTheTaskAroundIt() {
        for (Level level : new Level[]{on.loop(), on.pool()}) {
            Task<Object> task = level.start(() -> {
                try (TaskGroup group = TaskGroup.open(on.pool())) {
                    failing(group, first);
                    Async.await(new CompletableFuture<>());
                    group.join();
                    return "not reached";
                }
            });
            Eventually.until(task::isDone);
            assertThat(task.outcome()).isEqualTo(new Outcome.Failure<>(first));
        }
        checkNothingReported();
    }

    @Test
    @DisplayName("C14: errors arrive as they are, and one of the virtual machine wins over what failed before")
    void passesErrors() {
        AssertionError error = new AssertionError("of a task");
        OutOfMemoryError fatal = new OutOfMemoryError("pretended");
        try (TaskGroup group = TaskGroup.open(on.pool())) {
            failing(group, error);
            assertThatThrownBy(group::join).isSameAs(error);
        }
        Throwable thrown = catchThrowable(() -> {
            try (TaskGroup group = TaskGroup.open(on.loop())) {
                Task<Void> last = group.start(sleepers.failing(fatal));
                sleepers.awaitAsleep(1);
                failing(group, first);
                Eventually.until(last::isDone);
            }
        });
        assertThat(thrown).isSameAs(fatal).hasSuppressedException(first);
        checkNothingReported();
    }

    @Test
    @DisplayName("C3: on the calling thread a failure stops the next task from starting")
    void failsInPlace() {
        assertThatThrownBy(() -> {
            try (TaskGroup group = TaskGroup.open(Level.caller())) {
                group.start(() -> 1);
                failing(group, first);
                assertThatThrownBy(() -> group.start(() -> 2)).isInstanceOf(CancelledException.class);
            }
        }).isSameAs(first);
    }

    @Test
    @DisplayName("C3: a task that was cancelled by itself disturbs neither join nor close")
    void isNotDisturbedByATaskThatIsCancelledByItself() {
        try (TaskGroup group = TaskGroup.open(on.pool())) {
            Task<Void> cancelled = group.start(sleepers.job());
            sleepers.awaitAsleep(1);
            cancelled.cancel("by itself");
            group.join();
            assertThat(group.start(() -> 5).result()).isEqualTo(5);
        }
    }
}
