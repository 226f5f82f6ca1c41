package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import dev.footbridge.testing.AppWidePool;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 2: any nesting of blocking-in-async-in-blocking completes; whoever waits gives its place back. */
@Timeout(60)
@Isolated("replaces the app-wide pool")
class Law2ReentryTest {

    private static final int DEEP = 3_000;

    private final EventLoop loop = EventLoop.open(o -> o.withName("one"));
    private final EventLoop other = EventLoop.open(o -> o.withName("two"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("small").withLimit(1));
    private AppWidePool app;

    @BeforeEach
    void open() {
        app = AppWidePool.of(o -> o.withLimit(2));
    }

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
        pool.abort();
        app.pool().abort();
    }

    private Level level(String name) {
        return switch (name) {
            case "loop" -> loop;
            case "other" -> other;
            case "pool" -> pool;
            case "app" -> app.pool();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int callDown(int depth, Level... levels) {
        return depth == 0 ? 0 : levels[depth % levels.length].call(() -> callDown(depth - 1, levels)) + 1;
    }

    private static int startDown(int depth, Level... levels) {
        return depth == 0 ? 0 : levels[depth % levels.length].start(() -> startDown(depth - 1, levels)).result() + 1;
    }

    private static CompletableFuture<Integer> asyncDown(int depth, Level... levels) {
        return depth == 0
                ? CompletableFuture.completedFuture(0)
                : levels[depth % levels.length].start(() -> asyncDown(depth - 1, levels)).toCompletableFuture()
                        .thenApply(below -> below + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "app"})
    @DisplayName("C11: 3,000 calls deep on one level")
    void completesCallsOfOneLevelInItself(String level) {
        assertThat(callDown(DEEP, level(level))).isEqualTo(DEEP);
        assertThat(startDown(DEEP, level(level))).isEqualTo(DEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "app"})
    void completesAsyncFunctionsDeepInOneLevel(String level) {
        assertThat(Async.<Integer>await(asyncDown(1_000, level(level)))).isEqualTo(1_000);
        assertThat(level(level).<Integer>call(() -> asyncDown(1_000, level(level)))).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"loop,pool", "loop,other", "pool,app", "other,app"})
    @DisplayName("B5, C11: blocking in async in blocking, 1,000 times, on two levels by turns")
    void completesCallsOfTwoLevelsByTurns(String first, String second) {
        assertThat(callDown(1_000, level(first), level(second))).isEqualTo(1_000);
        assertThat(startDown(1_000, level(first), level(second))).isEqualTo(1_000);
        assertThat(level(second).call(() -> callDown(1_000, level(first), level(second)))).isEqualTo(1_000);
    }

    @Test
    void completesCallsOfAllLevelsByTurnsFromManyThreadsAtOnce() {
        List<ForeignThread<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean calls = i % 2 == 0;
            callers.add(ForeignThread.of(() -> calls
                    ? callDown(200, loop, pool, other, app.pool(), Level.caller())
                    : startDown(200, pool, loop, app.pool(), other)));
        }
        assertThat(callers.stream().map(ForeignThread::value)).containsOnly(200);
    }

    @Test
    @DisplayName("C11: 2,000 jobs of a pool of 2, each waiting for the next")
    void completesAChainOfWaitingJobs() {
        assertThat(startDown(2_000, app.pool())).isEqualTo(2_000);
        assertThat(app.pool().stats().peak()).isLessThanOrEqualTo(2);
    }

    @Test
    void completesATreeOfWaitingJobsOnASmallPool() {
        assertThat(tree(11, pool)).isEqualTo(2_047);
        assertThat(tree(11, loop)).isEqualTo(2_047);
        assertThat(tree(9, pool, loop, other)).isEqualTo(511);
        assertThat(pool.stats().peak()).isEqualTo(1);
    }

    private static int tree(int height, Level... levels) {
        if (height == 0) {
            return 0;
        }
        Level level = levels[height % levels.length];
        Task<Integer> left = level.start(() -> tree(height - 1, levels));
        Task<Integer> right = level.start(() -> tree(height - 1, levels));
        return Async.gather(left, right).stream().mapToInt(Integer::intValue).sum() + 1;
    }

    @Test
    @DisplayName("B5: blocking and async by turns through converted functions, tasks, time limits and timers")
    void completesDeepAlternationThroughEverythingThatWaits() throws Exception {
        assertThat(blocking(200)).isEqualTo(200);
        assertThat(Async.run(() -> blocking(200)).result()).isEqualTo(200);
        assertThat(Async.start(() -> blocking(200)).result()).isEqualTo(200);
        assertThat(loop.call(() -> blocking(200))).isEqualTo(200);
    }

    private int blocking(int depth) throws Exception {
        return depth == 0 ? 0 : Async.toBlocking(this::async).apply(depth) + 1;
    }

    private CompletableFuture<Integer> async(int depth) throws Exception {
        int below = switch (depth % 5) {
            case 0 -> Async.await(Async.toAsync(() -> blocking(depth - 1)));
            case 1 -> Async.start(() -> Async.toThread(() -> blocking(depth - 1)).result()).result();
            case 2 -> Async.withTimeout(Duration.ofSeconds(50),
                    () -> Async.block((Callable<Integer>) () -> blocking(depth - 1)));
            case 3 -> {
                CompletableFuture<Integer> later = new CompletableFuture<>();
                Async.runningLoop().orElseThrow().callLater(Duration.ofNanos(1_000), () -> later.complete(depth));
                Async.await(later);
                yield TaskGroup.<Integer>run(group -> group.start(() -> blocking(depth - 1)).result());
            }
            default -> Parallel.<Integer>of().schedule(() -> blocking(depth - 1)).block().getFirst();
        };
        return CompletableFuture.completedFuture(below);
    }

    @Test
    @DisplayName("C11: serial in parallel in serial, 1,000 deep, from every level of a small pool")
    void completesSerialInParallelInSerial() {
        Serial<Object> plan = Serial.of().schedule(() -> 0);
        for (int i = 0; i < 500; i++) {
            plan = Serial.of().schedule(Parallel.of().schedule(plan).schedule(() -> loop.call(() -> 1)));
        }
        Serial<Object> deep = plan;
        assertThat(deep.block()).hasSize(1);
        assertThat(deep.run().result()).hasSize(1);
        assertThat(deep.on(pool).block()).hasSize(1);
        assertThat(loop.call(deep::block)).hasSize(1);
        assertThat(pool.call(() -> loop.call(deep::block))).hasSize(1);
    }

    @Test
    void completesTasksThatWaitForEachOtherThroughTheJdksOwnMethods() throws Exception {
        assertThat(pool.call(() -> pool.start(() -> 1).get())).isEqualTo(1);
        assertThat(pool.call(() -> pool.start(() -> 2).get(10, java.util.concurrent.TimeUnit.SECONDS))).isEqualTo(2);
        assertThat(pool.call(() -> Async.await(pool.start(() -> 3).toCompletableFuture()))).isEqualTo(3);
        assertThat(pool.call(() -> pool.start(() -> 4).toCompletableFuture().join())).isEqualTo(4);
        assertThat(pool.call(() -> pool.start(() -> 5).toCompletableFuture().get())).isEqualTo(5);
        assertThat(pool
                .call(() -> pool.start(() -> 6).toCompletableFuture().get(10, java.util.concurrent.TimeUnit.SECONDS)))
                .isEqualTo(6);
        assertThat(loop.call(() -> loop.start(() -> 7).toCompletableFuture().join())).isEqualTo(7);
    }

    @Test
    void completesCallsFromTheCallbacksOfStages() {
        CompletableFuture<Integer> calledBack = new CompletableFuture<>();
        Task<Integer> first = loop.start(() -> {
            Async.yieldNow();
            return 1;
        });
        first.thenAccept(value -> calledBack.complete(loop.call(() -> pool.call(() -> loop.call(() -> value + 1)))));
        assertThat(Async.<Integer>await(calledBack)).isEqualTo(2);

        CompletableFuture<Integer> foreign = CompletableFuture.supplyAsync(() -> 1)
                .thenApplyAsync(value -> loop.call(() -> pool.call(() -> other.call(() -> value + 2))));
        assertThat(loop.<Integer>call(() -> foreign)).isEqualTo(3);
    }

    @Test
    void givesItsPlaceBackWhateverItWaitsFor() {
        CompletableFuture<Integer> signal = new CompletableFuture<>();
        List<Callable<Object>> waits = List.of(() -> Async.await(signal), () -> Async.gather(pool.start(() -> 1)),
                () -> Async.waitAll(List.of(pool.start(() -> 1)), Duration.ofSeconds(50)),
                () -> Async.asCompleted(List.of(pool.start(() -> 1))).iterator().next().result(),
                () -> pool.start(() -> 1).result(Duration.ofSeconds(50)), () -> pool.start(() -> 1).outcome(),
                () -> TaskGroup.on(pool, (TaskGroup group) -> group.start(() -> 1)),
                () -> Async.shield(pool.start(() -> 1)).result(), () -> Async.complete(List.of(pool.start(() -> 1))),
                () -> loop.call(() -> Async.await(signal)), () -> loop.start(() -> pool.call(() -> 1)).result(),
                () -> Parallel.of().schedule(() -> 1).on(pool).block(), () -> {
                    Async.sleep(Duration.ofMillis(2));
                    return null;
                });
        for (Callable<Object> wait : waits) {
            Task<Object> waiting = pool.start(wait);
            assertThat(pool.call(() -> 1)).isEqualTo(1);
            signal.complete(1);
            assertThat(waiting.outcome().isSuccess()).isTrue();
        }
        assertThat(pool.stats().peak()).isEqualTo(1);
    }

    @Test
    void givesItsPlaceBackWhileItQueuesForALoop() {
        try (Gate gate = new Gate()) {
            Task<Void> holder = loop.start(gate::pass);
            gate.awaitArrivals(1);
            Task<Integer> queueing = pool.start(() -> loop.call(() -> 1));
            assertThat(pool.call(() -> {
                gate.open();
                return "the place was free";
            })).isEqualTo("the place was free");
            assertThat(queueing.result()).isEqualTo(1);
            holder.result();
        }
    }

    @Test
    void completesAGroupOnTheCallersThreadWhoseTaskWaitsForASiblingFromElsewhere() {
        int value = TaskGroup.on(Level.caller(),
                group -> group.start(() -> pool.call(() -> group.start(() -> 7).result())).result());

        assertThat(value).isEqualTo(7);
    }

    @Test
    void completesManyCallersThatMeetOnOneLoopAndOnePlace() {
        List<ForeignThread<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            callers.add(ForeignThread.of(() -> {
                int sum = 0;
                for (int round = 0; round < 300; round++) {
                    sum += loop.call(() -> pool.call(() -> loop.call(() -> 1)));
                    sum += pool.call(() -> loop.call(() -> pool.call(() -> 1)));
                }
                return sum;
            }));
        }
        assertThat(callers.stream().map(ForeignThread::value)).containsOnly(600);
    }
}
