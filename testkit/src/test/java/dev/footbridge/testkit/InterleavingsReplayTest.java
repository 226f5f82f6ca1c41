package dev.footbridge.testkit;

import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterleavingsReplayTest {

    private static final int SEEDS = 200;
    private static final int COROUTINES = 20;

    @Test
    @DisplayName("the same seed gives the same order of everything")
    void theSameSeedGivesTheSameOrder() {
        Map<Long, List<String>> first = orders(InterleavingsReplayTest::program);
        Map<Long, List<String>> second = orders(InterleavingsReplayTest::program);
        assertThat(first).hasSize(SEEDS);
        first.forEach((seed, events) -> assertThat(second.get(seed)).as("seed %d", seed).isEqualTo(events));
    }

    @Test
    void differentSeedsGiveManyOrders() {
        assertThat(new HashSet<>(orders(InterleavingsReplayTest::program).values())).hasSize(SEEDS);
    }

    @Test
    void twoCoroutinesOfThreeStepsMeetInEveryOrderThereIs() {
        Set<String> orders = new HashSet<>();
        Interleavings.of(2_000).explore(run -> {
            StringBuilder order = new StringBuilder();
            Task<Void> a = run.loop().start(() -> steps(order, 'a'));
            Task<Void> b = run.loop().start(() -> steps(order, 'b'));
            a.result();
            b.result();
            orders.add(order.toString());
        });
        assertThat(orders).hasSize(20); // six steps, of which three are of the one
    }

    private static void steps(StringBuilder order, char who) {
        order.append(who);
        yieldNow();
        order.append(who);
        yieldNow();
        order.append(who);
    }

    @Test
    void anActionLandsBeforeAndAfterAndInTheMiddleOfASleep() {
        Duration sleep = Duration.ofHours(1);
        Set<String> when = new HashSet<>();
        Interleavings.of(500).explore(run -> {
            boolean[] woken = {false};
            run.sometime(() -> when.add((woken[0] ? "after" : "before") + " at "
                    + (run.clock().elapsed().isZero() ? 0 : run.clock().elapsed().compareTo(sleep) < 0 ? "half" : 1)));
            sleep(sleep);
            woken[0] = true;
            run.pause();
        });
        assertThat(when).containsExactlyInAnyOrder("before at 0", "before at half", "before at 1", "after at 1");
    }

    /** What happened with each seed, thread, time and draws included. */
    private static Map<Long, List<String>> orders(Program program) {
        Map<Long, List<String>> orders = new HashMap<>();
        Interleavings.of(SEEDS).explore(run -> {
            List<String> events = new ArrayList<>();
            program.run(run, event -> events.add(
                    event + " on " + Thread.currentThread().getName() + " at " + run.clock().elapsed()));
            events.add(run.trace().toString());
            orders.put(run.seed(), events);
        });
        return orders;
    }

    private interface Program {
        void run(Interleaving run, Log log) throws Exception;
    }

    private interface Log {
        void note(String event);
    }

    /** Sleeps, cancels, time limits, callbacks, hand-overs and cleanup of twenty coroutines. */
    private static void program(Interleaving run, Log log) {
        List<Task<Integer>> tasks = new ArrayList<>();
        CompletableFuture<String> gate = new CompletableFuture<>();
        for (int i = 0; i < COROUTINES; i++) {
            int me = i;
            Task<Integer> task = run.loop().start(() -> coroutine(run, log, me, tasks, gate));
            tasks.add(task);
            if (me % 3 == 0) {
                run.sometime(() -> log.note("cancel " + me + " " + task.cancel("drawn")));
            }
        }
        run.sometime(() -> {
            log.note("gate");
            gate.complete("open");
        });
        run.loop().callLater(Duration.ofMillis(2), () -> log.note("callback"));
        for (Task<Integer> task : tasks) {
            log.note(tasks.indexOf(task) + " " + (task.outcome() instanceof Outcome.Cancelled<Integer>));
        }
    }

    private static int coroutine(Interleaving run, Log log, int me, List<Task<Integer>> tasks,
            CompletableFuture<String> gate) throws Exception {
        log.note(me + " begins");
        try {
            run.pause();
            switch (me % 5) {
                case 0 -> sleep(Duration.ofMillis(me % 4));
                case 1 -> log.note(me + " " + dev.footbridge.Async.await(gate));
                case 2 -> log.note(me + " " + run.loop().call(() -> me * 2));
                case 3 -> limited(run, log, me);
                default -> log.note(me + " after " + tasks.get(me - 1).outcome().getClass().getSimpleName());
            }
            run.pause();
        } catch (CancelledException cancelled) {
            log.note(me + " cancelled: " + cancelled.reason());
            throw cancelled;
        } finally {
            log.note(me + " ends");
        }
        return me;
    }

    private static void limited(Interleaving run, Log log, int me) {
        try {
            dev.footbridge.Async.withTimeout(Duration.ofMillis(run.draw(4)), () -> {
                sleep(Duration.ofMillis(2));
                return me;
            });
            log.note(me + " in time");
        } catch (TimeoutException late) {
            log.note(me + " late");
        }
    }
}
