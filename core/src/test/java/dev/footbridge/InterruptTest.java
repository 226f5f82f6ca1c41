package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt of the thread that waits cancels what it waits for, is reported after the cleanup, and is kept. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Levels on = new Levels(EventLoop.open(o -> o.withName("loop")),
            ThreadPool.open(o -> o.withName("pool")), new CompletableFuture<>(), new FutureTask<>(() -> "never"),
            new AtomicBoolean(), new AtomicBoolean());

    record Levels(EventLoop loop, ThreadPool pool, CompletableFuture<String> stage, FutureTask<String> blocking,
            AtomicBoolean began, AtomicBoolean cleaned) {

        /** Sleeps for a minute, and cleans up for a moment. */
        String sleeps() {
            try {
                began.set(true);
                Async.sleep(LONG);
                return "never";
            } finally {
                Async.shielded(() -> {
                    Async.sleep(Duration.ofMillis(10));
                    return cleaned.getAndSet(true);
                });
            }
        }
    }

    @AfterEach
    void close() {
        on.loop().abort();
        on.pool().abort();
    }

    private interface Wait {
        void run(Levels on) throws Exception;
    }

    record Named(String name, Wait code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> waits() {
        return Stream.of(new Named("a call", on -> on.loop().call(on::sleeps)),
                new Named("a call that waits in calls", on -> on.loop().call(() -> on.loop().call(on::sleeps))),
                new Named("a result", on -> on.loop().start(on::sleeps).result()),
                new Named("a result that another thread runs", on -> {
                    Task<String> task = on.loop().start(on::sleeps);
                    Eventually.until(() -> on.loop().stats().timers() == 1);
                    task.result();
                }), new Named("a result with a limit", on -> on.loop().start(on::sleeps).result(LONG)),
                new Named("an outcome", on -> on.loop().start(on::sleeps).outcome()),
                new Named("an await", on -> Async.await(on.pool().start(on::sleeps))),
                new Named("a call on a pool", on -> on.pool().call(on::sleeps)),
                new Named("a gather", on -> Async.gather(on.loop().start(on::sleeps), on.pool().start(on::sleeps))),
                new Named("all of several", on -> Async.complete(List.of(on.loop().start(on::sleeps)))),
                new Named("a group", on -> TaskGroup.on(on.loop(), group -> group.start(on::sleeps).result())),
                new Named("the end of a group", on -> TaskGroup.on(on.loop(), group -> {
                    group.start(on::sleeps);
                    return "the body has ended";
                })), new Named("a limited scope", on -> Async.withTimeout(LONG, on::sleeps)),
                new Named("a limited call", on -> Async.withTimeout(LONG, () -> on.loop().call(on::sleeps))),
                new Named("a plan", on -> Parallel.of().schedule(on::sleeps).on(on.pool()).block()),
                new Named("a program", on -> EventLoop.run(on::sleeps)));
    }

    @ParameterizedTest(name = "A18, D9: an interrupt cancels {0}, after its cleanup, and is kept")
    @MethodSource("waits")
    void cancelsAndIsKept(Named named) {
        ForeignThread<Object> waiter = ForeignThread.<Object>of(() -> {
            named.code().run(on);
            return "never";
        });
        Eventually.until(() -> on.began().get());
        awaitWork(waiter);
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(waiter.wasInterrupted()).isTrue();
        assertThat(on.cleaned()).isTrue();
        Eventually.until(() -> on.loop().stats().pending() == 0 && on.pool().stats().running() == 0);
    }

    /** Waits until the thread waits for its work (and is not just on its way there). */
    private static void awaitWork(ForeignThread<?> waiter) {
        waiter.awaitWaiting();
        long until = System.nanoTime() + 5_000_000;
        Eventually.until(() -> System.nanoTime() > until);
        waiter.awaitWaiting();
    }

    static Stream<Named> foreignWaits() {
        return Stream.of(new Named("a stage", on -> Async.await(on.stage())),
                new Named("an async function", on -> on.loop().call((AsyncCallable<String>) on::stage)),
                new Named("a blocking future", on -> Async.await(on.blocking())));
    }

    @ParameterizedTest(name = "A18: an interrupt cancels {0} and is kept")
    @MethodSource("foreignWaits")
    void cancelsForeignFutures(Named named) {
        ForeignThread<Object> waiter = ForeignThread.<Object>of(() -> {
            named.code().run(on);
            return "never";
        });
        awaitWork(waiter);
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class);
        assertThat(waiter.wasInterrupted()).isTrue();
        assertThat(on.stage().isCancelled() || on.blocking().isCancelled()).isTrue();
    }

    static Stream<Named> plainWaits() {
        return Stream.of(new Named("a sleep", _ -> Async.sleep(LONG)),
                new Named("a wait for any", on -> Async.waitAny(List.of(on.loop().start(on::sleeps)), LONG)),
                new Named("a wait for all", on -> Async.waitAll(List.of(on.loop().start(on::sleeps)), LONG)),
                new Named("the next to complete",
                        on -> Async.asCompleted(List.of(on.loop().start(on::sleeps))).iterator().next()));
    }

    @ParameterizedTest(name = "A18: an interrupt ends {0} and is kept")
    @MethodSource("plainWaits")
    void endsPlainWaits(Named named) {
        ForeignThread<Object> waiter = ForeignThread.<Object>of(() -> {
            named.code().run(on);
            return "never";
        });
        awaitWork(waiter);
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(waiter.wasInterrupted()).isTrue();
    }

    @Test
    @DisplayName("A18: an interrupt of a thread whose call has not begun keeps it from beginning")
    void keepsACallFromBeginning() {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        AtomicBoolean began = new AtomicBoolean();
        Task<Void> holder = on.loop().start(() -> {
            holding.countDown();
            go.await();
        });
        Eventually.until(() -> holding.getCount() == 0);
        ForeignThread<Boolean> queued = ForeignThread.of(() -> on.loop().call(() -> began.getAndSet(true)))
                .awaitWaiting();
        queued.interrupt();
        assertThat(queued.failure()).isInstanceOf(CancelledException.class)
                .hasMessageContaining("before its call on event loop 'loop' began");
        assertThat(queued.wasInterrupted()).isTrue();
        go.countDown();
        holder.result();
        assertThat(on.loop().call(() -> "served")).isEqualTo("served");
        assertThat(began).isFalse();
    }

    @Test
    @DisplayName("A18: an interrupt while another coroutine has the loop is met when the caller has its turn again")
    void isMetWhenTheTurnComes() {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        ForeignThread<Boolean> caller = ForeignThread.of(() -> on.loop().call(() -> {
            on.loop().start(() -> {
                holding.countDown();
                go.await();
            });
            Async.yieldNow();
            Async.sleep(LONG);
            return true;
        }));
        Eventually.until(() -> holding.getCount() == 0);
        caller.interrupt();
        go.countDown();
        assertThat(caller.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(caller.wasInterrupted()).isTrue();
    }

    @Test
    @DisplayName("A18: plain blocking code in a call meets the interrupt itself, as any code of that thread would")
    void reachesPlainCodeInACall() {
        CountDownLatch began = new CountDownLatch(1);
        ForeignThread<Boolean> caller = ForeignThread.of(() -> on.loop().call(() -> {
            began.countDown();
            try {
                Thread.sleep(LONG);
                return false;
            } catch (InterruptedException interrupted) {
                return !Thread.currentThread().isInterrupted();
            }
        }));
        Eventually.until(() -> began.getCount() == 0);
        caller.interrupt();
        assertThat(caller.value()).isTrue();
        assertThat(caller.wasInterrupted()).as("the code took it").isFalse();
    }

    @Test
    @DisplayName("D9: a second interrupt during the cleanup does not cut it short")
    void doesNotCutTheCleanupShort() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch cleaning = new CountDownLatch(1);
        ForeignThread<Object> waiter = ForeignThread.of(() -> on.pool().start(() -> {
            began.countDown();
            try {
                Async.sleep(LONG);
                return "never";
            } finally {
                Async.shielded(() -> {
                    cleaning.countDown();
                    Async.await(on.stage());
                    return on.cleaned().getAndSet(true);
                });
            }
        }).result());
        Eventually.until(() -> began.getCount() == 0);
        waiter.awaitWaiting();
        waiter.interrupt();
        Eventually.until(() -> cleaning.getCount() == 0);
        waiter.awaitWaiting();
        waiter.interrupt();
        waiter.awaitWaiting();
        assertThat(waiter.hasEnded()).isFalse();
        on.stage().complete("go on");
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class);
        assertThat(waiter.wasInterrupted()).isTrue();
        assertThat(on.cleaned()).isTrue();
    }

    @Test
    @DisplayName("D9: shielded code is not interrupted, and the interrupt is met after it")
    void isKeptFromShieldedCode() {
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean whole = new AtomicBoolean();
        ForeignThread<String> caller = ForeignThread.of(() -> Async.shielded(() -> {
            began.countDown();
            Async.await(on.stage());
            whole.set(true);
            return "done";
        }));
        Eventually.until(() -> began.getCount() == 0);
        caller.awaitWaiting();
        caller.interrupt();
        on.stage().complete("go");
        assertThat(caller.value()).isEqualTo("done");
        assertThat(caller.wasInterrupted()).isTrue();
        assertThat(whole).isTrue();
    }

    @Test
    @DisplayName("A18: thousands of interrupts at any moment of a call are each either met or kept, never lost")
    void isNeverLost() {
        for (int round = 0; round < 400; round++) {
            int spins = round * 7 % 400;
            CountDownLatch began = new CountDownLatch(1);
            AtomicBoolean sent = new AtomicBoolean();
            ForeignThread<Boolean> caller = ForeignThread.of(() -> {
                began.countDown();
                while (!sent.get()) {
                    on.loop().call(() -> {
                        Async.yieldNow();
                        return on.loop().start(() -> 1).result();
                    });
                }
                return true;
            });
            Eventually.until(() -> began.getCount() == 0);
            for (int spin = spins; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            sent.set(true);
            assertThat(caller.wasInterrupted()).as("round %s", round).isTrue();
        }
        Eventually.until(() -> on.loop().stats().pending() == 0);
    }
}
