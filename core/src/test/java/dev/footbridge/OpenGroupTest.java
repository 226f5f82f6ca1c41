package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A task group as a resource: opened, joined and closed. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenGroupTest {

    private final OpenLevels on = new OpenLevels();
    private final Sleepers sleepers = new Sleepers();

    @AfterEach
    void close() {
        on.close();
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(From.values()).flatMap(
                from -> Stream.of("loop", "pool", "small", "caller").map(level -> Arguments.of(from, level)));
    }

    static Stream<Arguments> everywhereButInPlace() {
        return everywhere().filter(pair -> !pair.get()[1].equals("caller"));
    }

    /** Whether the code that runs here may still wait, and its thread was left alone. */
    private static void checkUndisturbed() {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Async.sleep(Duration.ofNanos(1));
        Async.yieldNow();
    }

    @ParameterizedTest(name = "C13: a group opened by a {0} joins its tasks on {1}")
    @MethodSource("everywhere")
    void joinsItsTasks(From from, String level) throws Exception {
        List<Integer> values = from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.level(level))) {
                List<Task<Integer>> tasks = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    int number = i;
                    tasks.add(group.start(() -> {
                        Async.sleep(Duration.ofMillis(1));
                        return number;
                    }));
                }
                group.join();
                assertThat(tasks).allMatch(Task::isDone);
                checkUndisturbed();
                return tasks.stream().map(Task::resultNow).toList();
            }
        });
        assertThat(values).containsExactly(0, 1, 2, 3, 4);
    }

    @ParameterizedTest(name = "C13: a {0} that leaves a group without joining cancels its tasks on "
            + "{1} and awaits their cleanup")
    @MethodSource("everywhereButInPlace")
    void cancelsWhatIsNotJoined(From from, String level) throws Exception {
        from.call(on, () -> {
            List<Task<Void>> tasks = new ArrayList<>();
            try (TaskGroup group = TaskGroup.open(on.level(level))) {
                for (int i = 0; i < 3; i++) {
                    tasks.add(group.start(sleepers.job()));
                }
                sleepers.awaitAsleep(1);
            }
            assertThat(tasks).allMatch(Task::isCancelled);
            assertThat(sleepers.cleaned()).isEqualTo(sleepers.asleep());
            assertThat(sleepers.reasons()).containsOnly(
                    "the task group was closed before its tasks had ended: join it first to wait for them");
            checkUndisturbed();
            return null;
        });
    }

    @ParameterizedTest(name = "C13: a group of a {0} may be joined again, and takes tasks after a join, on {1}")
    @MethodSource("everywhere")
    void joinsAgain(From from, String level) throws Exception {
        AtomicInteger ended = new AtomicInteger();
        from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.level(level))) {
                group.join();
                for (int round = 1; round <= 3; round++) {
                    group.start(() -> {
                        Async.yieldNow();
                        ended.incrementAndGet();
                    });
                    group.join();
                    assertThat(ended).hasValue(round);
                    group.join();
                }
            }
            return null;
        });
    }

    @ParameterizedTest(name = "C13: join waits for the siblings that tasks start meanwhile, from a {0} on {1}")
    @MethodSource("everywhere")
    void waitsForSiblingsOfSiblings(From from, String level) throws Exception {
        ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
        from.call(on, () -> {
            try (TaskGroup group = TaskGroup.open(on.level(level))) {
                startChain(group, order, 0);
                group.join();
                assertThat(List.copyOf(order)).hasSize(20).isSorted();
            }
            return null;
        });
    }

    private static void startChain(TaskGroup group, ConcurrentLinkedQueue<Integer> order, int number) {
        group.start(() -> {
            order.add(number);
            Async.yieldNow();
            if (number < 19) {
                startChain(group, order, number + 1);
            }
        });
    }

    @Test
    @DisplayName("C13: tasks cannot start siblings while a group that was not joined closes, and "
            + "what is refused never runs")
    void takesNothingWhileItClosesUnjoined() {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        AtomicInteger ran = new AtomicInteger();
        try (TaskGroup group = TaskGroup.open(on.pool())) {
            group.start(() -> {
                try {
                    sleepers.job().run();
                } finally {
                    try {
                        group.start(ran::incrementAndGet);
                    } catch (CancelledException closing) {
                        refused.set(closing);
                    }
                }
            });
            sleepers.awaitAsleep(1);
        }
        assertThat(refused.get())
                .hasMessageStartingWith("the task group takes no more tasks: the task group was closed");
        assertThat(ran).hasValue(0);
    }

    @ParameterizedTest(name = "C13: closing again does nothing, from a {0}")
    @EnumSource(From.class)
    void closesOnce(From from) throws Exception {
        from.call(on, () -> {
            TaskGroup group = TaskGroup.open(on.pool());
            group.start(sleepers.job());
            sleepers.awaitAsleep(1);
            group.close();
            assertThat(sleepers.cleaned()).isOne();
            group.close();
            group.close();
            checkUndisturbed();
            return null;
        });
    }

    @Test
    @DisplayName("C10: a group without tasks is joined and closed at once")
    void endsAtOnceWithoutTasks() throws Exception {
        for (From from : From.values()) {
            from.call(on, () -> {
                try (TaskGroup group = TaskGroup.open(on.loop())) {
                    group.join();
                }
                TaskGroup.open(on.pool()).close();
                return null;
            });
        }
    }

    @Test
    void runsTasksOfEveryKind() {
        try (TaskGroup group = TaskGroup.open(on.pool())) {
            Task<Integer> blocking = group.start(() -> 1);
            Task<String> async = group.start(() -> CompletableFuture.supplyAsync(() -> "two"));
            Task<Void> action = group.start(() -> {});
            group.join();
            assertThat(List.of(blocking.resultNow(), async.resultNow())).isEqualTo(List.of(1, "two"));
            assertThat(action.isDone()).isTrue();
        }
    }

    @Test
    @DisplayName("a group opened without a level runs its tasks on the running loop, or on the app-wide one")
    void runsTasksOnTheRunningLoop() {
        try (TaskGroup group = TaskGroup.open()) {
            assertThat(group.start(() -> Async.runningLoop().orElseThrow()).result())
                    .isSameAs(Async.getEventLoop());
        }
        EventLoop running = on.loop().call(() -> {
            try (TaskGroup group = TaskGroup.open()) {
                return group.start(() -> Async.runningLoop().orElseThrow()).result();
            }
        });
        assertThat(running).isSameAs(on.loop());
        assertThatNullPointerException().isThrownBy(() -> TaskGroup.open(null))
                .withMessage("the level is null: say where the tasks run");
    }

    @ParameterizedTest(name = "C13: groups nest, each ends with its block, opened by a {0}")
    @EnumSource(From.class)
    void nests(From from) throws Exception {
        from.call(on, () -> {
            try (TaskGroup outer = TaskGroup.open(on.loop())) {
                outer.start(sleepers.job());
                try (TaskGroup inner = TaskGroup.open(on.pool())) {
                    inner.start(sleepers.job());
                    sleepers.awaitAsleep(2);
                }
                assertThat(sleepers.cleaned()).isOne();
                checkUndisturbed();
                assertThat(TaskGroup.<Integer>on(on.level("caller"), third -> third.start(() -> 3).result()))
                        .isEqualTo(3);
            }
            assertThat(sleepers.cleaned()).isEqualTo(2);
            checkUndisturbed();
            return null;
        });
    }

    @Test
    @DisplayName("C13: any thread may start tasks until the group ends; what is taken has ended when it does")
    void takesTasksFromAnyThread() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Thread[] threads = new Thread[3];
        try (TaskGroup group = TaskGroup.open(on.pool())) {
            for (int t = 0; t < threads.length; t++) {
                threads[t] = Thread.ofPlatform().start(() -> {
                    try {
                        for (;;) {
                            group.start(() -> {
                                ended.incrementAndGet();
                            });
                            taken.incrementAndGet();
                        }
                    } catch (IllegalStateException over) {
                        // The group has ended, or is about to.
                    }
                });
            }
            while (ended.get() < 300) {
                Async.sleep(Duration.ofNanos(100_000));
            }
        }
        int atTheEnd = ended.get();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ended).hasValue(atTheEnd);
        assertThat(taken.get()).isGreaterThanOrEqualTo(atTheEnd);
    }
}
