package dev.footbridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.callerThread;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancels, limits and interrupts while the caller's thread does something that it was asked for. */
@Timeout(30)
@DisplayName("law 3: a cancel is not lost on a thread that is busy with an errand")
class CallerThreadCancelTest {

    private static final Duration SHORT = Duration.ofMillis(30);

    private final EventLoop loop = EventLoop.open();
    private final Thread caller = Thread.currentThread();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @AfterEach
    void close() {
        never.countDown();
        loop.close();
        assertThat(Thread.interrupted()).as("an interrupt is left").isFalse();
        assertThat(interrupted.get()).as("what had begun was interrupted").isEqualTo(begun.get());
    }

    /** Blocks until it is interrupted. */
    private String block() throws InterruptedException {
        begun.set(true);
        try {
            never.await();
            return "went on";
        } catch (InterruptedException cancelled) {
            interrupted.set(true);
            throw cancelled;
        }
    }

    @Test
    void aLimitAroundTheCallersOwnErrandEndsIt() {
        assertThatThrownBy(() -> loop.call(() -> Async.withTimeout(SHORT, () -> callerThread().call(this::block))))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aLimitOnTheWaitForTheCallersOwnErrandEndsIt() {
        assertThatThrownBy(() -> loop.call(() -> callerThread().start(this::block).result(SHORT)))
                .isInstanceOf(TimeoutException.class).hasMessageContaining("did not end within");
    }

    @Test
    void aLimitAroundTheWholeCallEndsAnErrandOfATaskThatItWaitsFor() {
        assertThatThrownBy(() -> Async.withTimeout(SHORT,
                () -> loop.call(() -> loop.start(() -> callerThread().call(this::block)).result())))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aLimitEndsWhatIsGathered() {
        assertThatThrownBy(() -> loop.call(() -> Async.withTimeout(SHORT,
                () -> Async.gather(callerThread().start(this::block), callerThread().start(this::block)))))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aLimitEndsAGroup() {
        Callable<String> group = () -> TaskGroup.on(loop, tasks -> {
            tasks.start(() -> callerThread().call(this::block));
            return tasks.start(() -> callerThread().call(this::block)).name();
        });
        assertThatThrownBy(() -> loop.call(() -> Async.withTimeout(SHORT, group)))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aLimitEndsAViewOfATask() {
        assertThatThrownBy(() -> loop.call(() -> Async.withTimeout(SHORT,
                () -> await(callerThread().start(this::block).toCompletableFuture()))))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aLimitEndsWhatAThreadOfAPoolWaitsForPlainly() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            Task<String> task = pool.start(() -> loop.call(() -> callerThread().call(
                    () -> Async.withTimeout(SHORT,
                            () -> pool.start(() -> callerThread().call(this::block)).result()))));
            assertThatThrownBy(task::result).isInstanceOf(TimeoutException.class);
            assertThat(pool.stats().running()).isZero();
        }
    }

    @Test
    void aCancelOfACallReachesAnErrandInAnErrand() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        try (ThreadPool pool = ThreadPool.open()) {
            Task<String> task = pool.start(() -> loop.call(() -> callerThread().call(() -> loop.call(
                    () -> loop.start(() -> callerThread().call(() -> {
                        inside.countDown();
                        return block();
                    })).result()))));
            inside.await();
            task.cancel("enough");
            assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessageContaining("enough");
        }
    }

    @Test
    void aShieldKeepsItFromTheErrand() throws TimeoutException {
        assertThatThrownBy(() -> Async.withTimeout(SHORT, () -> loop.call(() -> {
            String value = Async.shielded(() -> callerThread().call(() -> {
                Thread.sleep(100);
                return "cleaned up";
            }));
            assertThat(value).isEqualTo("cleaned up");
            Async.yieldNow();
            return value;
        }))).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aCancelOfTheWaitDoesNotInterruptAnErrandOfSomebodyElse() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        AtomicReference<Task<?>> call = new AtomicReference<>();
        List<String> seen = new ArrayList<>();
        try (ThreadPool pool = ThreadPool.open()) {
            Task<?> task = pool.start(() -> loop.call(() -> {
                loop.start(() -> {
                    seen.add(callerThread().call(() -> {
                        go.complete(null);
                        Thread.sleep(100);
                        return "to the end";
                    }));
                });
                await(new CompletableFuture<String>());
            }));
            call.set(task);
            go.get();
            task.cancel("enough");
            assertThatThrownBy(task::result).isInstanceOf(CancelledException.class);
        }
        Eventually.until(() -> !seen.isEmpty());
        assertThat(seen).containsExactly("to the end");
    }

    @Test
    void anErrandThatIsCancelledInTheQueueDoesNotRun() {
        AtomicBoolean ran = new AtomicBoolean();
        loop.call(() -> {
            Task<?> errand = callerThread().start(() -> {
                ran.set(true);
            });
            errand.cancel();
            assertThat(errand.isCancelled()).isTrue();
            Async.yieldNow();
            Async.sleep(Duration.ofMillis(1));
        });
        assertThat(ran).isFalse();
    }

    @Test
    void anErrandThatIsCancelledWhileItRunsIsInterruptedAndNothingElseIs() {
        CompletableFuture<Void> inside = new CompletableFuture<>();
        loop.call(() -> {
            Task<String> errand = callerThread().start(() -> {
                inside.complete(null);
                return block();
            });
            loop.start(() -> {
                await(inside);
                errand.cancel("not needed");
            });
            assertThatThrownBy(errand::result).isInstanceOf(CancelledException.class);
            assertThat(caller.isInterrupted()).isFalse();
            Async.sleep(Duration.ofMillis(1));
        });
    }

    @Test
    void whoAskedAndIsOutOfTimeHasItCancelled() {
        assertThatThrownBy(() -> loop.call(() -> loop.start(() -> callerThread().start(this::block).result(SHORT))
                .result())).isInstanceOf(TimeoutException.class);
    }

    @Test
    @DisplayName("an interrupt that an errand takes reaches the call that the thread waits in as well")
    void anInterruptReachesBoth() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                loop.call(() -> {
                    loop.start(() -> callerThread().start(() -> {
                        inside.countDown();
                        return block();
                    }).outcome());
                    await(new CompletableFuture<Void>());
                });
            } catch (Throwable error) {
                thrown.set(error);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        inside.await();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(flag).isTrue();
    }

    @Test
    void anInterruptDuringAnErrandThatDoesNotLookComesAfterIt() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean go = new AtomicBoolean();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                loop.call(() -> {
                    loop.start(() -> callerThread().start(() -> {
                        inside.countDown();
                        while (!go.get()) {
                            Thread.onSpinWait();
                        }
                    }).outcome());
                    await(new CompletableFuture<Void>());
                });
            } catch (Throwable error) {
                thrown.set(error);
            }
        });
        inside.await();
        thread.interrupt();
        go.set(true);
        thread.join();
        assertThat(thrown.get()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
    }
}
