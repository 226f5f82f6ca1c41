package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 3: cancels that come at an awkward moment: before the start, with the wake-up, at the end. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Law3LateCancelTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("late").withAbortTimeout(Duration.ofSeconds(3)));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("threads").withAbortTimeout(Duration.ofSeconds(3)));

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    private static void assertCancelled(Task<?> task, String reason) {
        Eventually.until(task::isDone);
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>(reason));
    }

    @Test
    @DisplayName("law 3: a task that has not begun never does")
    void dropsWhatHasNotBegun() {
        AtomicBoolean ran = new AtomicBoolean();
        loop.call(() -> {
            Task<Boolean> queued = loop.start(() -> ran.getAndSet(true));
            assertThat(queued.cancel("changed my mind")).isTrue();
            assertThat(queued.isDone()).isTrue();
            Async.yieldNow();
            assertCancelled(queued, "changed my mind");
        });
        assertThat(ran).isFalse();
        assertThat(loop.stats().pending()).isZero();
    }

    @Test
    @DisplayName("law 3: a cancel that comes with the wake-up is met in plain code after it")
    void reachesPlainCodeAfterAWakeUp() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        Task<Void> task = loop.start(() -> {
            Async.await(gate);
            Thread.sleep(LONG);
        });
        Eventually.until(() -> gate.getNumberOfDependents() > 0 && !loop.stats().busy());
        loop.call(() -> {
            gate.complete("now it has what it waited for, and waits for its turn");
            task.cancel("too late for that");
        });
        assertCancelled(task, "too late for that");
    }

    @Test
    @DisplayName("law 3: a cancel that comes while a coroutine waits for its turn after a yield is met in plain code after it")
    void reachesPlainCodeAfterAYield() {
        AtomicReference<Task<Void>> task = new AtomicReference<>();
        AtomicBoolean yielded = new AtomicBoolean();
        loop.call(() -> {
            task.set(loop.start(() -> {
                loop.start(() -> task.get().cancel("in between"));
                yielded.set(true);
                try {
                    Async.yieldNow();
                } catch (CancelledException cancelled) {
                    throw cancelled;
                }
                Thread.sleep(LONG);
            }));
        });
        assertCancelled(task.get(), "in between");
    }

    @Test
    @DisplayName("law 3: a cancel that comes while a thread waits for its place in the pool again is met in plain code after it")
    void reachesPlainCodeAfterAWaitForAPlace() {
        try (ThreadPool narrow = ThreadPool.open(o -> o.withLimit(1))) {
            CompletableFuture<String> gate = new CompletableFuture<>();
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Task<Void> task = narrow.start(() -> {
                Async.await(gate);
                Thread.sleep(LONG);
            });
            Eventually.until(() -> gate.getNumberOfDependents() > 0);
            Task<Void> holder = narrow.start(() -> {
                held.countDown();
                go.await();
            });
            Eventually.until(() -> held.getCount() == 0);
            gate.complete("now it has what it waited for, and waits for its place");
            Async.sleep(Duration.ofMillis(5));
            task.cancel("too late for that");
            go.countDown();
            holder.result();
            assertCancelled(task, "too late for that");
        }
    }

    @Test
    @DisplayName("law 3: a cancel does not wait for a level that is busy with something else")
    void doesNotWaitForABusyLevel() {
        CountDownLatch held = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        try (EventLoop busyLoop = EventLoop.open(); ThreadPool busyPool = ThreadPool.open(o -> o.withLimit(1))) {
            for (Level level : List.of(busyLoop, busyPool)) {
                level.start(() -> {
                    held.countDown();
                    go.await();
                });
                Task<String> calls = loop.start(() -> level.call(() -> "never"));
                Task<String> waits = loop.start(() -> level.start(() -> "never").result());
                Eventually.until(() -> loop.stats().pending() == 2 && !loop.stats().busy());
                calls.cancel("not waiting");
                waits.cancel("not waiting");
                assertCancelled(calls, "not waiting");
                assertCancelled(waits, "not waiting");
            }
            assertThat(held.getCount()).isZero();
            go.countDown();
        }
    }

    @Test
    @DisplayName("law 3: a cancel at the very beginning is met in plain code, on a pool and on a loop")
    void reachesPlainCodeAtTheBeginning() {
        for (int round = 0; round < 4000; round++) {
            Level level = round % 2 == 0 ? pool : loop;
            Task<Void> task = level.start(() -> Thread.sleep(LONG));
            for (int spin = round % 97; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            assertThat(task.cancel("at once")).isTrue();
            assertCancelled(task, "at once");
        }
    }

    @Test
    @DisplayName("law 3: a cancel from inside is met at the next wait, and in plain code")
    void reachesItself() {
        Task<Void> waits = loop.start(() -> {
            Async.currentTask().orElseThrow().cancel("enough");
            Async.sleep(LONG);
        });
        assertCancelled(waits, "enough");
        Task<Void> blocks = pool.start(() -> {
            Async.currentTask().orElseThrow().cancel("enough");
            Thread.sleep(LONG);
        });
        assertCancelled(blocks, "enough");
    }

    @Test
    @DisplayName("law 3: work that ends with a value all the same keeps it, and one that fails its failure")
    void letsWorkEndItsOwnWay() {
        Task<String> value = loop.start(() -> {
            Async.currentTask().orElseThrow().cancel();
            return "kept";
        });
        assertThat(value.result()).isEqualTo("kept");
        assertThat(value.isCancelled()).isFalse();
        IllegalStateException failure = new IllegalStateException("the cleanup failed");
        Task<String> fails = loop.start(() -> {
            Async.currentTask().orElseThrow().cancel();
            try {
                Async.yieldNow();
                return "never";
            } finally {
                throwIt(failure);
            }
        });
        assertThatThrownBy(fails::result).isSameAs(failure);
    }

    private static void throwIt(RuntimeException failure) {
        throw failure;
    }

    @Test
    @DisplayName("law 3: of thousands of races between a cancel and the end each has one winner, and cancel() knows it")
    void racesWithTheEnd() {
        int cancelled = 0;
        for (int round = 0; round < 6000; round++) {
            Level level = round % 3 == 0 ? pool : loop;
            Task<Integer> task = level.start(() -> {
                Async.yieldNow();
                return 1;
            });
            for (int spin = round % 61; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            boolean asked = task.cancel("race");
            Outcome<Integer> outcome = task.outcome();
            if (outcome instanceof Outcome.Cancelled<Integer>(String reason)) {
                cancelled++;
                assertThat(asked).isTrue();
                assertThat(reason).isEqualTo("race");
            } else {
                assertThat(outcome).isEqualTo(new Outcome.Success<>(1));
            }
            assertThat(task.cancel()).isFalse();
            assertThat(task.isCancelled()).isEqualTo(outcome instanceof Outcome.Cancelled);
        }
        assertThat(cancelled).isPositive();
        Eventually.until(() -> loop.stats().pending() == 0);
    }

    @Test
    @DisplayName("law 3: many cancels at once count as one, and the first one's reason is the reason")
    void countsManyCancelsAsOne() {
        for (int round = 0; round < 100; round++) {
            Task<Void> task = loop.start(() -> Async.sleep(LONG));
            task.cancel("first");
            List<ForeignThread<Boolean>> others = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                others.add(ForeignThread.of(() -> task.cancel("later")));
            }
            others.forEach(ForeignThread::value);
            assertCancelled(task, "first");
        }
    }

    @Test
    @DisplayName("law 3: a cancel never reaches the next job on the same thread")
    void neverReachesTheNextJob() {
        for (int round = 0; round < 3000; round++) {
            AtomicReference<Thread> on = new AtomicReference<>();
            Task<Integer> first = loop.start(() -> {
                on.set(Thread.currentThread());
                return 1;
            });
            for (int spin = round % 50; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            first.cancel();
            Task<Boolean> next = loop.start(() -> {
                Async.yieldNow();
                return Thread.currentThread().isInterrupted();
            });
            Eventually.until(next::isDone);
            assertThat(next.outcome()).isEqualTo(new Outcome.Success<>(false));
        }
    }

    @Test
    @DisplayName("law 3: a cancelled call leaves no interrupt on the caller's thread, whenever the cancel comes")
    void leavesTheCallersThreadClean() {
        AtomicReference<Task<?>> running = new AtomicReference<>();
        AtomicBoolean stop = new AtomicBoolean();
        ForeignThread<Boolean> canceller = ForeignThread.of(() -> {
            while (!stop.get()) {
                Task<?> task = running.getAndSet(null);
                if (task != null) {
                    task.cancel("from outside");
                }
            }
            return true;
        });
        int met = 0;
        for (int round = 0; round < 4000; round++) {
            int spins = round % 200;
            try {
                loop.call(() -> {
                    running.set(Async.currentTask().orElseThrow());
                    for (int spin = spins; spin > 0; spin--) {
                        Thread.onSpinWait();
                    }
                    return 1;
                });
            } catch (CancelledException cancelled) {
                met++;
            }
            assertThat(Thread.currentThread().isInterrupted()).as("round %s", round).isFalse();
        }
        stop.set(true);
        assertThat(canceller.value()).isTrue();
        assertThat(met).as("a call without a wait ends with its value").isZero();
    }
}
