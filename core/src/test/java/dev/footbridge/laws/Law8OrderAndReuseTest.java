package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Plan;
import dev.footbridge.plan.Serial;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 8: results come in the order scheduled; plans are values that can run again, at once, on any level. */
@Timeout(60)
class Law8OrderAndReuseTest {

    private static final int MANY = 40;
    private static final List<Integer> ORDERED = IntStream.range(0, MANY).boxed().toList();

    private final EventLoop loop = EventLoop.open();
    private final ThreadPool wide = ThreadPool.open();
    private final ThreadPool narrow = ThreadPool.open(o -> o.withLimit(2));
    private final ExecutorService executor = Executors.newFixedThreadPool(2);

    @AfterEach
    void close() {
        loop.close();
        wide.close();
        narrow.close();
        executor.shutdownNow();
    }

    private List<Level> levels() {
        return List.of(Level.caller(), loop, wide, narrow, Level.on(executor));
    }

    private static int dawdle(int number) {
        for (int i = ThreadLocalRandom.current().nextInt(4); i > 0; i--) {
            Async.yieldNow();
        }
        return number;
    }

    private static Parallel<Integer> parallel() {
        Parallel<Integer> plan = Parallel.of();
        for (int i = 0; i < MANY; i++) {
            int number = i;
            plan = i % 2 == 0
                    ? plan.schedule(Law8OrderAndReuseTest::dawdle, number)
                    : plan.schedule(() -> CompletableFuture.supplyAsync(() -> number));
        }
        return plan;
    }

    private static Serial<Integer> serial() {
        Serial<Integer> plan = Serial.of();
        for (int i = 0; i < MANY; i++) {
            int number = i;
            plan = i % 2 == 0
                    ? plan.schedule(Law8OrderAndReuseTest::dawdle, number)
                    : plan.schedule(() -> CompletableFuture.supplyAsync(() -> number));
        }
        return plan;
    }

    private static List<Integer> values(List<Outcome<Integer>> outcomes) {
        return outcomes.stream().map(Outcome::get).toList();
    }

    @Test
    @DisplayName("C1: every plan brings its results in the order scheduled on every level, with and without a limit")
    void keepsTheOrderEverywhere() {
        assertThat(parallel().block()).isEqualTo(ORDERED);
        assertThat(serial().block()).isEqualTo(ORDERED);
        for (Level level : levels()) {
            assertThat(parallel().on(level).block()).isEqualTo(ORDERED);
            assertThat(parallel().on(level).limit(3).block()).isEqualTo(ORDERED);
            assertThat(serial().on(level).block()).isEqualTo(ORDERED);
            assertThat(values(parallel().on(level).collectErrors().block())).isEqualTo(ORDERED);
            assertThat(values(serial().on(level).collectErrors().block())).isEqualTo(ORDERED);
            assertThat(Async.gather(IntStream.range(0, MANY).mapToObj(i -> level.start(() -> dawdle(i))).toList()))
                    .isEqualTo(ORDERED);
        }
    }

    @Test
    @DisplayName("C2: a plan runs again and again with the same results")
    void runsAgain() {
        AtomicInteger calls = new AtomicInteger();
        Parallel<Integer> plan = parallel().schedule(() -> {
            calls.incrementAndGet();
            return MANY;
        });
        for (int i = 0; i < 20; i++) {
            assertThat(plan.block()).hasSize(MANY + 1).startsWith(0, 1, 2).endsWith(MANY);
            assertThat(plan.run().result()).isEqualTo(plan.block());
        }
        assertThat(calls.get()).isEqualTo(60);
    }

    @Test
    @DisplayName("C2: a plan runs at the same time from many threads, coroutines and levels")
    void runsAtTheSameTime() {
        Parallel<Integer> parallel = parallel();
        Serial<Integer> serial = serial();
        List<ForeignThread<List<Integer>>> threads = new ArrayList<>();
        List<Task<List<Integer>>> tasks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Plan<List<Integer>> plan = i % 2 == 0 ? parallel : serial;
            threads.add(ForeignThread.of(plan::block));
            tasks.add(plan.run());
            tasks.add(loop.start(() -> plan.block()));
            tasks.add(narrow.start(() -> plan.block()));
            tasks.add(parallel.on(levels().get(i % levels().size())).run());
        }
        assertThat(Async.gather(tasks)).hasSize(24).containsOnly(ORDERED);
        assertThat(threads.stream().map(ForeignThread::value)).containsOnly(ORDERED);
    }

    @Test
    @DisplayName("C2: every method brings a new plan and leaves the old one as it was")
    void staysAsItIs() {
        Parallel<Integer> empty = Parallel.of();
        Parallel<Integer> one = empty.schedule(() -> 1);
        Parallel<Integer> left = one.schedule(() -> 2);
        Parallel<Integer> right = one.schedule(() -> 3);
        Parallel<Integer> bound = one.on(loop);
        Parallel<Integer> limited = one.limit(1);

        assertThat(empty.block()).isEmpty();
        assertThat(one.block()).containsExactly(1);
        assertThat(left.block()).containsExactly(1, 2);
        assertThat(right.block()).containsExactly(1, 3);
        assertThat(bound.schedule(() -> 4).block()).containsExactly(1, 4);
        assertThat(limited.schedule(() -> 5).block()).containsExactly(1, 5);
        assertThat(values(one.collectErrors().schedule(() -> 6).block())).containsExactly(1, 6);
        assertThat(one).hasToString("Parallel of 1");
        assertThat(bound).hasToString("Parallel of 1 on loop");

        Serial<Integer> first = Serial.<Integer>of().schedule(() -> 1);
        assertThat(first.schedule(() -> 2).block()).containsExactly(1, 2);
        assertThat(first.schedule(() -> 3).block()).containsExactly(1, 3);
        assertThat(first.on(narrow).block()).containsExactly(1);
        assertThat(first.block()).containsExactly(1);
    }

    @Test
    @DisplayName("C2: a plan is a member of several plans, of itself extended, and of one plan several times")
    void isAMemberAnyNumberOfTimes() {
        Parallel<Integer> inner = Parallel.<Integer>of().schedule(() -> 1)
                .schedule(() -> CompletableFuture.completedStage(2));
        Parallel<Object> outer = Parallel.of().schedule(inner).schedule(inner).schedule(Serial.of().schedule(inner));

        assertThat(outer.block()).containsExactly(List.of(1, 2), List.of(1, 2), List.of(List.of(1, 2)));
        assertThat(outer.schedule(outer).block().getLast()).isEqualTo(outer.block());
        assertThat(inner.block()).containsExactly(1, 2);
    }

    @Test
    @DisplayName("C2: a plan that failed or was cancelled runs again as if nothing had been")
    void runsAgainAfterAFailureAndACancel() {
        AtomicInteger runs = new AtomicInteger();
        IOException original = new IOException("every other time");
        Parallel<Integer> plan = Parallel.<Integer>of().schedule(() -> 1).schedule((Callable<Integer>) () -> {
            if (runs.incrementAndGet() % 2 == 1) {
                throw original;
            }
            return 2;
        });
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(plan::block).isSameAs(original);
            assertThat(plan.block()).containsExactly(1, 2);
        }
        CompletableFuture<Integer> door = new CompletableFuture<>();
        Serial<Integer> waiting = Serial.<Integer>of().schedule(() -> Async.await(door.copy())).on(loop);
        Task<List<Integer>> cancelled = waiting.run();
        cancelled.cancel();
        assertThat(cancelled.outcome().isSuccess()).isFalse();
        door.complete(9);
        assertThat(waiting.block()).containsExactly(9);
    }

    @Test
    @DisplayName("C2: tasks of one plan's runs are independent of each other")
    void keepsItsRunsApart() {
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<Integer> door = new CompletableFuture<>();
        Parallel<Integer> plan = Parallel.<Integer>of().schedule(() -> {
            begun.incrementAndGet();
            return Async.await(door.copy());
        });
        Task<List<Integer>> first = plan.run();
        Task<List<Integer>> second = plan.run();
        first.cancel("only the first");

        assertThat(first.outcome().isSuccess()).isFalse();
        assertThat(second.isDone()).isFalse();
        door.complete(3);
        assertThat(second.result()).containsExactly(3);
    }

    @Test
    void bindsItsArgumentsWhenTheyAreScheduled() {
        List<String> argument = new ArrayList<>(List.of("a"));
        int[] number = {1};
        Parallel<Integer> plan = Parallel.<Integer>of().schedule((Integer a) -> a, number[0])
                .schedule((List<String> list) -> list.size(), argument);
        number[0] = 2;
        argument.add("b");

        assertThat(plan.block()).containsExactly(1, 2);
    }

    @Test
    void buildsPlansOfManyMembers() {
        Parallel<Integer> plan = Parallel.of();
        for (int i = 0; i < 5_000; i++) {
            int number = i;
            plan = plan.schedule(() -> number);
        }

        assertThat(plan.block()).hasSize(5_000).isSorted();
        assertThat(plan.on(loop).block()).hasSize(5_000).isSorted();
        assertThat(plan.limit(4).on(narrow).block()).hasSize(5_000).isSorted();
    }

    @Test
    void resolvesTheAppWideLevelsAtEachRun() {
        Parallel<Object> plan = Parallel.of()
                .schedule(() -> CompletableFuture.completedStage(Async.runningLoop().orElseThrow()));
        EventLoop before = Async.getEventLoop();
        assertThat(plan.block()).containsExactly(before);
        before.close();

        assertThat(plan.block()).containsExactly(Async.getEventLoop()).doesNotContain(before);
        Async.getThreadPool().close();
        assertThat(Parallel.of().schedule(() -> 1).block()).containsExactly(1);
    }
}
