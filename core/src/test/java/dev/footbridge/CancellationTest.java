package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scopes, shields, cleanup and reasons. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancellationTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(5);

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
        pool.abort();
    }

    private void awaitAllWaiting() {
        Eventually.until(() -> loop.stats().pending() > 0 && !loop.stats().busy() && loop.stats().ready() == 0);
    }

    @Test
    @DisplayName("law 3: a cancel is met again at every wait of its scope")
    void isMetAtEveryWait() {
        List<String> met = new ArrayList<>();
        Task<Void> task = loop.start(() -> {
            Task<Void> sibling = other.start(() -> Async.sleep(LONG));
            List<BlockingAction> waits = List.of(() -> Async.sleep(LONG), Async::yieldNow,
                    () -> Async.await(new CompletableFuture<String>()), () -> loop.call(() -> "in place"),
                    () -> other.call(() -> "elsewhere"), () -> pool.call(() -> "a thread"), () -> sibling.result(),
                    () -> Async.gather(sibling), () -> Async.toThread(() -> 1), Async::checkCancelled,
                    () -> Async.withTimeout(LONG, () -> {
                        Async.sleep(LONG);
                        return 1;
                    }), () -> Async.sleep(Duration.ZERO));
            for (BlockingAction wait : waits) {
                try {
                    wait.run();
                    met.add("nothing");
                } catch (CancelledException cancelled) {
                    met.add(cancelled.reason());
                }
            }
        });
        awaitAllWaiting();
        task.cancel("stop");
        task.outcome();
        assertThat(met).hasSize(12).containsOnly("stop");
    }

    @Test
    @DisplayName("law 3: shielded cleanup may wait, in every way, and the cancel is met again after it")
    void letsShieldedCleanupWait() {
        List<String> steps = new ArrayList<>();
        Task<Void> task = loop.start(() -> {
            try {
                Async.sleep(LONG);
            } finally {
                steps.add(Async.shielded(() -> {
                    Async.sleep(SHORT);
                    Async.yieldNow();
                    return loop.call(() -> "in place, ") + other.call(() -> "elsewhere, ")
                            + pool.call(() -> "a thread, ") + Async.gather(loop.start(() -> "gathered"),
                                    pool.start(() -> "too"));
                }));
                try {
                    Async.yieldNow();
                } catch (CancelledException again) {
                    steps.add(again.reason());
                }
            }
        });
        awaitAllWaiting();
        task.cancel("stop");
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("stop");
        assertThat(steps).containsExactly("in place, elsewhere, a thread, [gathered, too]", "stop");
    }

    @Test
    @DisplayName("law 3: a cancel that comes during shielded code is met right after it")
    void keepsOffWhatComesDuringAShield() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        AtomicReference<String> inside = new AtomicReference<>();
        for (Level level : new Level[]{loop, pool}) {
            CountDownLatch began = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Task<Void> plain = level.start(() -> {
                inside.set(Async.shielded(() -> {
                    began.countDown();
                    go.await();
                    return "not interrupted";
                }));
                Thread.sleep(LONG);
            });
            Eventually.until(() -> began.getCount() == 0);
            plain.cancel("stop");
            go.countDown();
            assertThat(plain.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
            assertThat(inside.getAndSet(null)).isEqualTo("not interrupted");
        }
        Task<Void> waiting = loop.start(() -> {
            inside.set(Async.shielded(() -> Async.await(gate)));
            Async.yieldNow();
        });
        awaitAllWaiting();
        waiting.cancel("stop");
        gate.complete("not cancelled");
        assertThat(waiting.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
        assertThat(inside).hasValue("not cancelled");
    }

    @Test
    @DisplayName("law 3: whoever is cancelled while it waits first sees the cleanup of what it waits for through")
    void waitsForTheCleanupBelow() {
        for (Callable<Task<?>> below : List.<Callable<Task<?>>>of(() -> loop.start(this::cleansUp),
                () -> other.start(this::cleansUp), () -> pool.start(this::cleansUp))) {
            cleaned.set(0);
            Task<Void> task = loop.start(() -> {
                try {
                    below.call().result();
                } finally {
                    assertThat(cleaned).hasValue(1);
                }
            });
            Eventually.until(() -> cleaned.get() == -1);
            task.cancel("stop");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
        }
    }

    private final AtomicInteger cleaned = new AtomicInteger();

    private String cleansUp() {
        try {
            cleaned.set(-1);
            Async.sleep(LONG);
            return "never";
        } finally {
            Async.shielded(() -> {
                Async.sleep(Duration.ofMillis(20));
                cleaned.set(1);
                return null;
            });
        }
    }

    @Test
    @DisplayName("law 3: cancelling a call nested in place ends that call only")
    void endsANestedCallOnly() {
        AtomicReference<Task<?>> inner = new AtomicReference<>();
        Task<String> outer = loop.start(() -> {
            try {
                loop.call(() -> {
                    inner.set(Async.currentTask().orElseThrow());
                    Async.sleep(LONG);
                });
                return "never";
            } catch (CancelledException cancelled) {
                Async.sleep(SHORT);
                return "went on after: " + cancelled.reason();
            }
        });
        Eventually.until(() -> inner.get() != null);
        assertThat((Object) inner.get()).isNotSameAs(outer);
        inner.get().cancel("only the inner one");
        assertThat(outer.result()).isEqualTo("went on after: only the inner one");
    }

    @Test
    @DisplayName("law 3: cancelling a task does not cancel who waits for it")
    void doesNotCancelTheWaiter() {
        Task<Void> child = other.start(() -> Async.sleep(LONG));
        Task<String> waiter = loop.start(() -> {
            try {
                child.result();
                return "never";
            } catch (CancelledException cancelled) {
                Async.sleep(SHORT);
                return "went on";
            }
        });
        awaitAllWaiting();
        child.cancel();
        assertThat(waiter.result()).isEqualTo("went on");
    }

    @Test
    @DisplayName("law 3: a view that shields a task keeps cancels of its waiters away from it")
    void shieldsATask() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        Task<String> inner = other.start(() -> Async.await(gate));
        Task<String> view = Async.shield(inner);
        Task<String> waiter = loop.start(() -> Async.await(Async.shield(inner)));
        awaitAllWaiting();
        waiter.cancel("stop");
        assertThat(waiter.outcome()).isEqualTo(new Outcome.Cancelled<>("stop"));
        assertThat(view.cancel("the view")).isTrue();
        assertThatThrownBy(view::result).isInstanceOf(CancelledException.class).hasMessage("the view");
        assertThat(inner.isDone()).isFalse();
        gate.complete("to its effect");
        assertThat(inner.result()).isEqualTo("to its effect");
    }

    @Test
    @DisplayName("law 3: cancelled work does not have its cleanup disturbed by more cancels or by the interrupt")
    void leavesCleanupAlone() {
        for (Level level : new Level[]{loop, pool}) {
            AtomicBoolean done = new AtomicBoolean();
            CountDownLatch cleaning = new CountDownLatch(1);
            Task<Void> task = level.start(() -> {
                try {
                    Async.sleep(LONG);
                } catch (CancelledException cancelled) {
                    cleaning.countDown();
                    Thread.sleep(30);
                    done.set(true);
                    throw cancelled;
                }
            });
            Eventually.until(() -> level == pool
                    ? pool.stats().waiting() + pool.stats().running() > 0
                    : loop.stats().timers() > 0);
            task.cancel("first");
            Eventually.until(() -> cleaning.getCount() == 0 || task.isDone());
            task.cancel("second");
            task.cancel(true);
            task.outcome();
            if (cleaning.getCount() == 0) {
                assertThat(done).as("plain cleanup on %s", level).isTrue();
            }
        }
    }

    @Test
    @DisplayName("law 3: abandon, and only abandon, leaves at once while the thread runs on")
    void leavesAtOnceWhenTold() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Task<String> task = pool.start(() -> {
            began.countDown();
            while (go.getCount() > 0) {
                Thread.onSpinWait();
            }
            ended.set(true);
            return "nobody wants it";
        }, OnCancel.ABANDON);
        Eventually.until(() -> began.getCount() == 0);
        task.cancel("leave it");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("leave it"));
        assertThat(ended).isFalse();
        assertThat(pool.stats().running()).isEqualTo(1);
        go.countDown();
        Eventually.until(() -> pool.stats().running() == 0);
        assertThat(ended).isTrue();
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("leave it"));
    }

    @Test
    @DisplayName("D12: the reason is readable where the cancel is caught, by whoever waits, and in the outcome")
    void carriesTheReason() {
        AtomicReference<String> caught = new AtomicReference<>();
        Task<Void> task = loop.start(() -> {
            try {
                Async.sleep(LONG);
            } catch (CancelledException cancelled) {
                caught.set(cancelled.reason());
                throw cancelled;
            }
        });
        awaitAllWaiting();
        task.cancel("the client hung up");
        assertThatExceptionOfType(CancelledException.class).isThrownBy(task::result).withMessage("the client hung up")
                .satisfies(cancelled -> assertThat(cancelled.reason()).isEqualTo("the client hung up"));
        assertThat(caught).hasValue("the client hung up");
        assertThat(task.outcome()).hasToString("Cancelled[reason=the client hung up]");
        assertThatIllegalStateException().isThrownBy(task::resultNow).withMessageContaining("the client hung up");
        assertThat(task.toString()).contains("CANCELLED");
    }

    @Test
    @DisplayName("D12: a cancel without words still says what was cancelled, and each source says who it was")
    void namesTheSource() {
        Task<Void> plain = loop.start(() -> Async.sleep(LONG));
        plain.cancel();
        assertThat(plain.outcome()).isEqualTo(new Outcome.Cancelled<>(plain.name() + " was cancelled"));
        Task<Void> byFuture = loop.start(() -> Async.sleep(LONG));
        byFuture.toCompletableFuture().cancel(true);
        assertThat(byFuture.outcome()).isEqualTo(new Outcome.Cancelled<>(byFuture.name() + " was cancelled"));
        Task<Void> group = loop.start(() -> TaskGroup.run(tasks -> {
            tasks.cancel("the group is done");
            Async.yieldNow();
            return null;
        }));
        assertThatThrownBy(group::result).hasMessage("the group is done");
        Task<Void> aborted = other.start(() -> Async.sleep(LONG));
        other.abort();
        assertThat(aborted.outcome()).isEqualTo(new Outcome.Cancelled<>("event loop 'other' was aborted"));
        Task<String> sibling = loop.start(() -> {
            Async.sleep(LONG);
            return "never";
        });
        Task<String> failing = loop.start(() -> {
            throw new IllegalStateException("boom");
        });
        assertThatThrownBy(() -> Async.gather(sibling, failing)).hasMessage("boom");
        assertThat(sibling.outcome().toString()).contains("sibling failed", "boom");
    }

    @Test
    @DisplayName("law 3: asking outside of any job is an error, asking inside tells")
    void asksForItself() {
        assertThatIllegalStateException().isThrownBy(Async::checkCancelled).withMessageContaining("checkCancelled()");
        loop.call(Async::checkCancelled);
        pool.call(Async::checkCancelled);
        Level.caller().call(Async::checkCancelled);
    }
}
