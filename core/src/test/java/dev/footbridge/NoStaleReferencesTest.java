package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.Handle;
import dev.footbridge.plan.Parallel;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Garbage;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoStaleReferencesTest {

    private final ThreadPool pool = ThreadPool.open(o -> o.withLimit(1));
    private final EventLoop loop = EventLoop.open();
    private final Gate gate = new Gate();
    private final List<Object> kept = new ArrayList<>();

    @AfterEach
    void close() {
        gate.open();
        loop.abort();
        pool.abort();
    }

    /** Uses an object of which nothing but what is used here knows, and forgets it. */
    private static WeakReference<Object> afterUse(Function<Object, Object> use, List<Object> keep) {
        Object argument = new Object();
        keep.add(use.apply(argument));
        return new WeakReference<>(argument);
    }

    private void awaitCollected(Function<Object, Object> use) {
        Garbage.awaitCollected(afterUse(use, kept));
    }

    @Test
    @DisplayName("B18: a task of a pool that has ended holds neither its function nor the arguments")
    void forgetsTheFunctionOfAPoolTask() {
        awaitCollected(argument -> {
            Task<Integer> task = pool.start(() -> argument.hashCode());
            task.result();
            return task;
        });
    }

    @Test
    @DisplayName("B18: a pool holds nothing of a job that failed")
    void forgetsTheFunctionOfAFailedTask() {
        awaitCollected(argument -> {
            Task<Integer> task = pool.start((Callable<Integer>) () -> {
                if (argument.hashCode() != -1) {
                    throw new IllegalStateException("failed");
                }
                return 1;
            });
            assertThat(task.outcome().isSuccess()).isFalse();
            return task;
        });
    }

    @Test
    @DisplayName("B18: a pool holds nothing of a job that was cancelled in its queue")
    void forgetsTheFunctionOfADroppedTask() {
        pool.start(gate::pass);
        awaitCollected(argument -> {
            Task<Integer> task = pool.start(() -> argument.hashCode());
            task.cancel();
            return task;
        });
    }

    @Test
    @DisplayName("B18: a pool holds nothing of a job that was cancelled as it ran")
    void forgetsTheFunctionOfACancelledTask() {
        awaitCollected(argument -> {
            Task<Integer> task = pool.start(() -> {
                gate.pass();
                return argument.hashCode();
            });
            gate.awaitArrivals(1);
            task.cancel();
            assertThat(task.outcome().isSuccess()).isFalse();
            return task;
        });
    }

    @Test
    @DisplayName("B18: neither pool nor loop holds the value of a task that nobody holds")
    void forgetsTheValueOfATaskNobodyHolds() {
        awaitCollected(value -> pool.call(() -> value) == value);
        awaitCollected(value -> loop.call(() -> value) == value);
        awaitCollected(value -> loop.start(() -> value).result() == value);
    }

    @Test
    @DisplayName("B18: an idle thread of a loop holds neither the function nor the value of its last job")
    void forgetsTheLastJobOfAnIdleWorker() {
        awaitCollected(value -> {
            Task<Object> task = loop.start(() -> value);
            Eventually.until(task::isDone);
            Eventually.until(() -> !loop.stats().busy() && loop.stats().idleThreads() > 0);
            return "used";
        });
    }

    @Test
    @DisplayName("B18: a loop holds nothing of a job that has ended, was cancelled or waited")
    void forgetsTheFunctionsOfLoopTasks() {
        awaitCollected(argument -> {
            Task<Integer> task = loop.start(() -> {
                Async.yieldNow();
                return argument.hashCode();
            });
            task.result();
            return task;
        });
        awaitCollected(argument -> {
            Task<Integer> task = loop.start(() -> {
                Async.sleep(Duration.ofSeconds(60));
                return argument.hashCode();
            });
            Eventually.until(() -> loop.stats().timers() == 1);
            task.cancel();
            assertThat(task.outcome().isSuccess()).isFalse();
            return task;
        });
    }

    @Test
    @DisplayName("B18: a loop holds nothing of a callback that ran or was taken back")
    void forgetsCallbacks() {
        awaitCollected(argument -> {
            Handle handle = loop.callSoon(argument::hashCode);
            Eventually.until(() -> loop.stats().pending() == 0);
            return handle;
        });
        awaitCollected(argument -> {
            Handle handle = loop.callLater(Duration.ofHours(1), argument::hashCode);
            assertThat(handle.cancel()).isTrue();
            return handle;
        });
    }

    @Test
    @DisplayName("B18: a plan holds its arguments but no value of its runs")
    void forgetsTheValuesOfRuns() {
        Parallel<Object> plan = Parallel.of().schedule((Callable<Object>) Object::new).on(pool);
        kept.add(plan);
        WeakReference<Object> value = new WeakReference<>(plan.block().getFirst());

        Garbage.awaitCollected(value);
        assertThat(plan.block()).hasSize(1);
    }

    @Test
    @DisplayName("B18: a group and a gathering hold nothing once they have ended")
    void forgetsGroupsAndGatherings() {
        awaitCollected(argument -> TaskGroup.on(pool, group -> {
            Task<Integer> task = group.start(() -> argument.hashCode());
            return task.result();
        }));
        awaitCollected(argument -> Async.gather(pool.start(() -> argument), loop.start(() -> argument)).size());
    }

    @Test
    @DisplayName("B18: a long-lived task does not collect the waits for it that ended")
    void forgetsWaitsThatEnded() {
        Task<Void> longLived = pool.start(gate::pass);
        kept.add(longLived);
        awaitCollected(argument -> {
            Task<String> waiter = loop.start(() -> {
                String text = argument.toString();
                longLived.get(1, java.util.concurrent.TimeUnit.MILLISECONDS);
                return text;
            });
            assertThat(waiter.outcome().isSuccess()).isFalse();
            return waiter;
        });
        gate.open();
        longLived.result();
    }

    @Test
    @DisplayName("B18: a level that has closed keeps neither its failed tasks nor its handler, though the handler knows the tasks")
    void aClosedLevelKeepsNothing() {
        Garbage.awaitCollected(closedWithAFailure());
    }

    private static WeakReference<Object> closedWithAFailure() {
        List<Object> tasks = new ArrayList<>();
        try (EventLoop failing = EventLoop.open(o -> o.withFailureHandler((_, _) -> tasks.add("told")))) {
            tasks.add(failing.start((Callable<String>) () -> {
                throw new IllegalStateException("nobody looks");
            }));
        }
        assertThat(tasks).hasSize(2);
        return new WeakReference<>(tasks.getFirst());
    }
}
