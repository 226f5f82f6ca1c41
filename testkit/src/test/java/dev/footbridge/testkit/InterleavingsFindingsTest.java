package dev.footbridge.testkit;

import static dev.footbridge.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.Async;
import dev.footbridge.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterleavingsFindingsTest {

    @Test
    void findsALostUpdateAndItsSeedReplaysIt() {
        AssertionError found = failureOf(Interleavings.of(1_000), InterleavingsFindingsTest::racyCounter);
        assertThat(found).hasMessageContaining("InterleavingsFindingsTest.").hasMessageContaining("counter is 1")
                .hasCauseInstanceOf(AssertionError.class).cause().hasMessage("counter is 1");
        long seed = seedOf(found);
        assertThat(found).hasMessageContaining("Interleavings.replay(" + seed + "L, scenario)")
                .hasMessageContaining("-Dfootbridge.seed=" + seed)
                .hasMessageContaining("passed before it: " + (seed - 1));
        assertThatThrownBy(() -> Interleavings.replay(seed, InterleavingsFindingsTest::racyCounter))
                .isInstanceOf(AssertionError.class).hasMessageContaining("seed " + seed).cause()
                .hasMessage("counter is 1");
    }

    private static void racyCounter(Interleaving run) {
        int[] counter = {0};
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tasks.add(run.loop().start(() -> {
                int read = counter[0];
                run.pause();
                counter[0] = read + 1;
            }));
        }
        tasks.forEach(Task::result);
        if (counter[0] != 2) {
            throw new AssertionError("counter is " + counter[0]);
        }
    }

    @Test
    void findsALockThatForgetsAWaiterAsADeadlock() {
        Scenario scenario = run -> useLock(run, new ForgetfulLock());
        AssertionError found = failureOf(Interleavings.of(5_000), scenario);
        assertThat(found).hasMessageContaining("deadlock").hasMessageContaining("ForgetfulLock.lock(").hasNoCause();
        long begun = System.nanoTime();
        assertThatThrownBy(() -> Interleavings.replay(seedOf(found), scenario)).hasMessageContaining("deadlock");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    private static void useLock(Interleaving run, ForgetfulLock lock) {
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Task<Void> task = run.loop().start(() -> {
                lock.lock();
                try {
                    run.pause();
                } finally {
                    lock.unlock();
                }
            });
            tasks.add(task);
        }
        run.sometime(() -> tasks.getFirst().cancel());
        tasks.forEach(Task::outcome);
    }

    /** Hands itself to a waiter that has been cancelled, and so is lost. */
    private static final class ForgetfulLock {

        private final Queue<CompletableFuture<Void>> waiters = new ArrayDeque<>();
        private boolean locked;

        void lock() {
            if (locked) {
                CompletableFuture<Void> turn = new CompletableFuture<>();
                waiters.add(turn);
                await(turn);
            }
            locked = true;
        }

        void unlock() {
            CompletableFuture<Void> next = waiters.poll();
            locked = next != null;
            if (next != null) {
                next.complete(null);
            }
        }
    }

    @Test
    void aCoroutineThatNobodyWakesIsADeadlockWithItsStack() {
        assertThatThrownBy(
                () -> Interleavings.of(10)
                        .explore(run -> run.loop().start(InterleavingsFindingsTest::waitForEver).result()))
                .isInstanceOf(AssertionError.class).hasMessageContaining("deadlock").hasMessageContaining("seed 1")
                .hasMessageContaining("InterleavingsFindingsTest.waitForEver(InterleavingsFindingsTest.java:");
    }

    private static void waitForEver() {
        await(new CompletableFuture<>());
    }

    @Test
    void workOnOtherThreadsIsNoDeadlock() {
        Interleavings.of(20).explore(run -> {
            Task<Integer> elsewhere = Async.toThread(() -> 7);
            assertThat(elsewhere.result()).isEqualTo(7);
            run.pause();
        });
    }

    @Test
    void aRunThatTakesTooLongIsStopped() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> Interleavings.of(10).withLimit(Duration.ofMillis(200)).explore(run -> {
            runs.incrementAndGet();
            while (true) {
                run.pause();
            }
        })).isInstanceOf(AssertionError.class).hasMessageContaining("PT0.2S").hasMessageContaining("seed 1");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aFailureThatNobodyLooksAtFailsTheRun() {
        IllegalStateException failure = new IllegalStateException("unseen");
        assertThatThrownBy(() -> Interleavings.of(10).explore(run -> run.loop().start(() -> fail(failure))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("nobody looked at").hasCause(failure);
    }

    @Test
    void anActionThatFailsFailsTheRun() {
        IllegalStateException failure = new IllegalStateException("in the air");
        assertThatThrownBy(() -> Interleavings.of(10).explore(run -> run.sometime(() -> fail(failure))))
                .isInstanceOf(AssertionError.class).hasCause(failure);
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    private static AssertionError failureOf(Interleavings plan, Scenario scenario) {
        return catchThrowableOfType(AssertionError.class, () -> plan.explore(scenario));
    }

    private static long seedOf(AssertionError failure) {
        String text = failure.getMessage();
        int from = text.indexOf("seed ") + "seed ".length();
        return Long.parseLong(text.substring(from, text.indexOf(' ', from)));
    }
}
