package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.LoggedFailures;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks on several levels that wait for each other at random. */
@Timeout(1_800)
class WaitCycleStressTest {

    private static final int DIVISOR = 20;
    private static final int TASKS = 8;

    private final long seed = Load.seed();
    private final Violations violations = new Violations();
    private final EventLoop one = EventLoop.open(o -> o.withName("one").withFailureHandler((_, _) -> {}));
    private final EventLoop two = EventLoop.open(o -> o.withName("two").withFailureHandler((_, _) -> {}));
    private final ThreadPool pool = ThreadPool
            .open(o -> o.withName("pool").withLimit(3).withFailureHandler((_, _) -> {}));
    private final List<Level> levels = List.of(one, two, pool);

    @AfterEach
    void close() {
        one.abort();
        two.abort();
        pool.abort();
    }

    /** Tasks of which each waits for two others, out of those below it or out of all. */
    private List<Task<Integer>> start(SplittableRandom random, boolean acyclic) {
        List<CompletableFuture<Task<Integer>>> known = new ArrayList<>();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            known.add(new CompletableFuture<>());
        }
        for (int i = 0; i < TASKS; i++) {
            List<CompletableFuture<Task<Integer>>> others = new ArrayList<>();
            int bound = acyclic ? i : TASKS;
            for (int k = bound == 0 ? 0 : 2; k > 0; k--) {
                others.add(known.get(random.nextInt(bound)));
            }
            boolean yields = random.nextBoolean();
            tasks.add(levels.get(random.nextInt(levels.size())).start(() -> {
                int sum = 1;
                for (CompletableFuture<Task<Integer>> other : others) {
                    if (yields) {
                        Async.yieldNow();
                    }
                    sum += Async.await(other).result() > 0 ? 1 : 0;
                }
                return sum;
            }));
        }
        for (int i = 0; i < TASKS; i++) {
            known.get(i).complete(tasks.get(i));
        }
        return tasks;
    }

    private void drive(boolean acyclic) {
        try (LoggedFailures _ = new LoggedFailures()) {
            Load.drive(seed, Load.limit(), violations, random -> {
                for (int i = 0; i < Load.operations(DIVISOR) && !violations.any(); i++) {
                    for (Task<Integer> task : Async.complete(start(random, acyclic))) {
                        if (task.state() == Task.State.FAILED && (acyclic || !isRefusal(task.exceptionNow()))) {
                            violations.add(task.name(), task.exceptionNow());
                        }
                    }
                }
            });
        }
    }

    private static boolean isRefusal(Throwable error) {
        return error instanceof IllegalStateException && (error.getMessage().contains("in this circle")
                || error.getMessage().contains("cannot wait for itself"));
    }

    @Test
    @DisplayName("law 2: waits without a circle are never refused")
    void refusesNothingElse() {
        drive(true);
        assertThat(violations.all()).as("seed %d", seed).isEmpty();
    }

    @Test
    @DisplayName("law 2: waits in circles, several of which close at the same time, never hang")
    void leavesNoCircleAlone() {
        drive(false);
        assertThat(violations.all()).as("seed %d", seed).isEmpty();
    }
}
