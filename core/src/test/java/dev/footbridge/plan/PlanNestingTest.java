package dev.footbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.AppWidePool;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Isolated("replaces the app-wide pool")
class PlanNestingTest {

    /** What the examples of the original do: parallel in serial in parallel, blocking and async members mixed. */
    private static final class Log {

        private final List<String> entries = new CopyOnWriteArrayList<>();

        Callable<Object> blocking(String name) {
            return () -> {
                entries.add("start " + name);
                Thread.yield();
                entries.add("stop " + name);
                return name;
            };
        }

        CompletableFuture<Object> async(String name) {
            entries.add("start " + name);
            return CompletableFuture.supplyAsync(() -> {
                entries.add("stop " + name);
                return name;
            });
        }

        void comesBefore(String first, String second) {
            assertThat(entries.indexOf(first)).as(first).isNotNegative();
            assertThat(entries.indexOf(first)).as("%s before %s in %s", first, second, entries)
                    .isLessThan(entries.indexOf(second));
        }
    }

    @Test
    @DisplayName("C2: parallel in serial in parallel, of both kinds, keeps the order of starts and stops")
    void keepsTheOrderOfNestedPlans() {
        Log log = new Log();
        Parallel<Object> inner = Parallel.of().schedule(log.blocking("p1")).schedule(() -> log.async("p2"));
        Serial<Object> serial = Serial.of().schedule(log.blocking("s1")).schedule(inner)
                .schedule(() -> log.async("s2"));
        Parallel<Object> outer = Parallel.of().schedule(serial).schedule(log.blocking("o1"));

        assertThat(outer.block()).containsExactly(List.of("s1", List.of("p1", "p2"), "s2"), "o1");
        log.comesBefore("stop s1", "start p1");
        log.comesBefore("stop s1", "start p2");
        log.comesBefore("stop p1", "start s2");
        log.comesBefore("stop p2", "start s2");

        assertThat(outer.run().result()).containsExactly(List.of("s1", List.of("p1", "p2"), "s2"), "o1");
    }

    @Test
    @DisplayName("C2: run and block calls mix inside members")
    void mixesRunAndBlockInsideMembers() {
        Parallel<Integer> inner = Parallel.<Integer>of().schedule(() -> 1)
                .schedule(() -> CompletableFuture.completedStage(2));
        List<Object> results = Serial.of().schedule(() -> inner.block()).schedule(() -> inner.run())
                .schedule(() -> Async.await(inner.run())).schedule(() -> inner.run().result()).block();

        assertThat(results).hasSize(4).containsOnly(List.of(1, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200, 2_000})
    @DisplayName("C11: so many parallel plans nested in one another finish on a pool of 2")
    void finishesNestedParallelPlans(int depth) {
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(2))) {
            assertThat(depthOf(parallels(depth).on(pool).block())).isEqualTo(depth);
            assertThat(pool.stats().peak()).isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 2_000})
    @DisplayName("C11: so many plans nested in one another, each with a sibling, finish on an app-wide pool of 2")
    void finishesNestedPlansOnASmallAppWidePool(int depth) {
        try (AppWidePool app = AppWidePool.of(o -> o.withLimit(2))) {
            assertThat(depthOf(parallels(depth).block())).isEqualTo(depth);
            assertThat(depthOf(parallels(depth).run().result())).isEqualTo(depth);
            assertThat(depthOf(serials(depth).block())).isEqualTo(depth);
            assertThat(depthOf(serials(depth).run().result())).isEqualTo(depth);
            assertThat(depthOf(mixed(depth).block())).isEqualTo(depth);
            assertThat(app.pool().stats().peak()).isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("C11: 2,000 plans nested in one another finish on an event loop and on bounded pools, in either order")
    void finishesNestedPlansOnALoopAndOnAPool(int limit) {
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open(o -> o.withLimit(limit))) {
            assertThat(depthOf(parallels(2_000).on(loop).block())).isEqualTo(2_000);
            assertThat(depthOf(mixed(2_000).on(loop).block())).isEqualTo(2_000);
            assertThat(depthOf(mixed(2_000).on(pool).block())).isEqualTo(2_000);
            assertThat(loop.call(() -> depthOf(mixed(2_000).block()))).isEqualTo(2_000);
            assertThat(pool.call(() -> depthOf(serials(2_000).block()))).isEqualTo(2_000);
            assertThat(depthOf(alternating(500, loop, pool).block())).isEqualTo(500);
        }
    }

    private static Parallel<Object> parallels(int depth) {
        Parallel<Object> plan = Parallel.of().schedule(() -> "end");
        for (int i = 1; i < depth; i++) {
            plan = Parallel.of().schedule(plan).schedule(() -> "sibling");
        }
        return plan;
    }

    private static Serial<Object> serials(int depth) {
        Serial<Object> plan = Serial.of().schedule(() -> "end");
        for (int i = 1; i < depth; i++) {
            plan = Serial.of().schedule(plan).schedule(() -> CompletableFuture.completedStage("sibling"));
        }
        return plan;
    }

    private static Parallel<Object> mixed(int depth) {
        Parallel<Object> plan = Parallel.of().schedule(() -> "end");
        for (int i = 1; i < depth; i += 2) {
            Serial<Object> serial = Serial.of().schedule(plan).schedule(() -> "serial sibling");
            plan = i + 1 < depth
                    ? Parallel.of().schedule(serial).schedule(() -> CompletableFuture.completedStage("sibling"))
                    : Parallel.of().schedule(plan);
        }
        return plan;
    }

    private static Parallel<Object> alternating(int depth, Level first, Level second) {
        Parallel<Object> plan = Parallel.of().schedule(() -> "end");
        for (int i = 1; i < depth; i++) {
            plan = Parallel.of().schedule(plan.on(i % 2 == 0 ? first : second)).schedule(() -> "sibling");
        }
        return plan.on(first);
    }

    private static int depthOf(Object result) {
        int depth = 0;
        for (Object at = result; at instanceof List<?> list; at = list.getFirst()) {
            depth++;
        }
        return depth;
    }

    @Test
    void runsOnTheLevelAroundItUnlessItHasItsOwn() {
        try (ThreadPool outer = ThreadPool.open(o -> o.withName("outer"));
                ThreadPool own = ThreadPool.open(o -> o.withName("own"))) {
            Parallel<Object> free = Parallel.of().schedule(() -> Thread.currentThread().getName().substring(0, 5));
            List<Object> results = Parallel.of().schedule(free)
                    .schedule(Parallel.of().schedule(() -> Thread.currentThread().getName().substring(0, 3)).on(own))
                    .schedule(Serial.of().schedule(free)).on(outer).block();

            assertThat(results).containsExactly(List.of("outer"), List.of("own"), List.of(List.of("outer")));
        }
    }

    @Test
    void usesOneLoopForAllPlansInIt() {
        try (EventLoop loop = EventLoop.open()) {
            Parallel<Object> inner = Parallel.of()
                    .schedule(() -> CompletableFuture.completedStage(Async.runningLoop().orElseThrow()));
            Serial<Object> plan = Serial.of().schedule(inner).schedule(Parallel.of().schedule(inner));

            assertThat(loop.call(plan::block)).containsExactly(List.of(loop), List.of(List.of(loop)));
            assertThat(loop.call(() -> plan.run().result())).containsExactly(List.of(loop), List.of(List.of(loop)));
        }
    }

    @Test
    @DisplayName("C3: a failure deep inside comes out as itself, and everything around it is cancelled")
    void bringsAFailureFromDeepInside() {
        IOException original = new IOException("deep");
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger cleaned = new AtomicInteger();
        Callable<Object> waiting = () -> {
            try {
                begun.countDown();
                Async.sleep(Duration.ofSeconds(60));
                return null;
            } finally {
                cleaned.incrementAndGet();
            }
        };
        Parallel<Object> failing = Parallel.of().schedule((Callable<Object>) () -> {
            begun.await();
            throw original;
        });
        for (int i = 0; i < 100; i++) {
            failing = i % 2 == 0
                    ? Parallel.of().schedule(Serial.of().schedule(failing))
                    : Parallel.of().schedule(failing);
        }
        Parallel<Object> plan = Parallel.of().schedule(waiting).schedule(failing);

        assertThatThrownBy(plan::block).isSameAs(original);
        assertThat(cleaned.get()).isEqualTo(1);
    }

    @Test
    @DisplayName("C5: a collecting plan keeps its failures to itself; a failing one in a collecting one is one failure")
    void keepsCollectedFailuresInside() {
        IOException original = new IOException("inside");
        Parallel<Object> failing = Parallel.of().schedule(() -> 1).schedule((Callable<Object>) () -> {
            throw original;
        });

        List<Object> outer = Parallel.of().schedule(failing.collectErrors()).schedule(() -> 2).block();
        assertThat(outer).containsExactly(List.of(new Outcome.Success<>(1), new Outcome.Failure<>(original)), 2);
        List<Outcome<Object>> collected = Serial.of().schedule(failing).schedule(() -> 2).collectErrors().block();
        assertThat(collected).containsExactly(new Outcome.Failure<>(original), new Outcome.Success<>(2));
    }

    @Test
    @DisplayName("B9: in a cancelled scope no member of a plan starts")
    void startsNothingInACancelledScope() {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Parallel<Object> parallel = Parallel.of();
        Serial<Object> serial = Serial.of();
        for (int i = 0; i < 50; i++) {
            parallel = parallel.schedule(runs::incrementAndGet);
            serial = serial.schedule(runs::incrementAndGet);
        }
        List<Plan<?>> plans = List.of(parallel, parallel.limit(2), parallel.collectErrors(),
                parallel.on(Level.caller()),
                serial, serial.collectErrors(), Parallel.of().schedule(parallel).schedule(serial));
        try (EventLoop loop = EventLoop.open()) {
            loop.start(() -> {
                Async.currentTask().orElseThrow().cancel("over");
                for (Plan<?> plan : plans) {
                    try {
                        plan.block();
                    } catch (CancelledException expected) {
                        refused.incrementAndGet();
                    }
                }
            }).outcome();
        }
        assertThat(refused.get()).isEqualTo(plans.size());
        assertThat(runs.get()).isZero();
    }

    @Test
    void cancelsWhatIsNestedDeepInside() {
        AtomicInteger cleaned = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Parallel<Object> plan = Parallel.of().schedule(() -> {
            try {
                begun.countDown();
                Thread.sleep(60_000);
            } finally {
                cleaned.incrementAndGet();
            }
        });
        for (int i = 0; i < 200; i++) {
            plan = Parallel.of().schedule(Serial.of().schedule(plan));
        }
        Task<List<Object>> task = plan.run();
        Eventually.until(() -> begun.getCount() == 0);

        task.cancel("from the top");

        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("from the top");
        assertThat(cleaned.get()).isEqualTo(1);
    }
}
