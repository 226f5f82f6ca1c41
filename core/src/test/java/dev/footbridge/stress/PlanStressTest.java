package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.plan.Plan;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans in plans on a pool of two places, again and again; sizes and seeds as in {@link LoopStressTest}. */
@Timeout(1_800)
class PlanStressTest {

    private static final int PLACES = 2;
    private static final int DEEP = 2_000;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final long seed = Load.seed();

    private static boolean finishes(LoadedPool pool, int depth, Duration limit) throws Exception {
        Task<? extends List<?>> run = pool.start(() -> PlanTree.chain(depth, pool).block());
        try {
            return PlanTree.bottom(run.get(limit.toNanos(), TimeUnit.NANOSECONDS)).equals("bottom");
        } catch (TimeoutException stuck) {
            run.cancel();
            return false;
        }
    }

    private static void assertQuiet(ThreadPool pool) {
        Eventually.until(() -> {
            ThreadPoolStats now = pool.stats();
            return now.running() == 0 && now.waiting() == 0 && now.queued() == 0 && now.started() == now.ended();
        });
        assertThat(pool.stats().peak()).as("the most that ran at once").isLessThanOrEqualTo(PLACES);
    }

    @ParameterizedTest(name = "{0} plans")
    @ValueSource(ints = {20, 200, DEEP})
    @DisplayName("C11: plans nested in one another finish on a pool of two places")
    void finishesNestedPlans(int depth) throws Exception {
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(PLACES))) {
            for (int round = 0; round < Math.max(3, Load.operations(1_000)); round++) {
                assertThat(finishes(LoadedPool.of(pool), depth, Load.limit())).as("round %d", round).isTrue();
            }
            assertQuiet(pool);
        }
    }

    @Test
    @DisplayName("C11: the check of nested plans finds a pool in which whoever waits keeps its place")
    void theCheckFindsAPoolThatDeadlocks() throws Exception {
        try (BrokenPool broken = BrokenPool.keepingPlacesWhileWaiting(PLACES)) {
            assertThat(finishes(broken, 20, SOON)).isFalse();
        }
    }

    @Test
    @DisplayName("C2, C11: one plan runs from 8 threads at once, nested 200 deep, on a pool of two places")
    void runsOnePlanManyTimesAtOnce() {
        Violations violations = new Violations();
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(PLACES))) {
            Plan<? extends List<?>> plan = PlanTree.chain(200, pool);
            Load.drive(seed, Load.limit(), violations, random -> {
                for (int i = 0; i < Load.operations(1_000); i++) {
                    List<?> brought = random.nextBoolean() ? plan.block() : plan.run().result();
                    if (!PlanTree.bottom(brought).equals("bottom")) {
                        violations.add("brought " + brought);
                    }
                }
            });
            assertThat(violations.all()).as("seed %d", seed).isEmpty();
            assertQuiet(pool);
        }
    }

    @Test
    @DisplayName("C2: random plans with failures bring their values or their failure, and leave nothing running")
    void leavesNothingRunningAfterFailures() {
        Violations violations = new Violations();
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(PLACES))) {
            Load.drive(seed, Load.limit(), violations, random -> {
                for (int i = 0; i < Load.operations(50) && !violations.any(); i++) {
                    PlanTree tree = new PlanTree();
                    Plan<? extends List<?>> plan = tree.random(random, 3, 5);
                    for (int n = 0; n < 3; n++) {
                        try {
                            pool.call(() -> plan.block());
                        } catch (PlanTree.Planned planned) {
                            // One of the two ways in which it may end.
                        }
                        if (tree.running() != 0) {
                            violations.add(tree.running() + " members still run after their plan has ended");
                        }
                    }
                }
            });
            assertThat(violations.all()).as("seed %d", seed).isEmpty();
            assertQuiet(pool);
        }
    }

    @Test
    @DisplayName("law 3: random plans that are cancelled at random times leave nothing running and no place lost")
    void leavesNothingRunningAfterCancels() {
        Violations violations = new Violations();
        AtomicReference<PlanTree> last = new AtomicReference<>(new PlanTree());
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(PLACES))) {
            Load.drive(seed, Load.limit(), violations, random -> {
                for (int i = 0; i < Load.operations(50) && !violations.any(); i++) {
                    PlanTree tree = new PlanTree();
                    last.set(tree);
                    cancelAtRandom(pool, tree, random, violations);
                }
            });
            assertThat(violations.all()).as("seed %d", seed).isEmpty();
            assertThat(last.get().running()).isZero();
            assertQuiet(pool);
        }
    }

    private static void cancelAtRandom(ThreadPool pool, PlanTree tree, SplittableRandom random, Violations violations) {
        Plan<? extends List<?>> plan = tree.random(random, 3, 2);
        List<Task<?>> runs = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            runs.add(random.nextBoolean() ? pool.start(() -> plan.block()) : plan.run());
        }
        for (int spins = random.nextInt(2_000); spins > 0; spins--) {
            Thread.onSpinWait();
        }
        try {
            if (random.nextBoolean()) {
                runs.forEach(Task::cancel);
            } else {
                Thread.currentThread().interrupt();
                runs.getFirst().result();
            }
        } catch (CancelledException | PlanTree.Planned ended) {
            // Two of the ways in which it may end.
        }
        boolean interrupted = Thread.interrupted();
        runs.forEach(Task::outcome);
        if (tree.running() != 0) {
            violations.add(
                    tree.running() + " members still run after their plans have ended, interrupted " + interrupted);
        }
    }
}
