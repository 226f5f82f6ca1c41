package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A loop that has ended, or is about to, refuses and never hangs. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedLoopTest {

    private static final Callable<Integer> JOB = () -> 1;
    private static final AsyncCallable<Integer> ASYNC_JOB = () -> CompletableFuture.completedFuture(1);
    private static final BlockingAction ACTION = () -> {};

    static Stream<Arguments> uses() {
        return Stream.of(use("call", loop -> loop.call(JOB)),
                use("call of an async function", loop -> loop.call(ASYNC_JOB)),
                use("call of an action", loop -> loop.call(ACTION)), use("start", loop -> loop.start(JOB)),
                use("start of an async function", loop -> loop.start(ASYNC_JOB)),
                use("start of an action", loop -> loop.start(ACTION)), use("tryStart", loop -> loop.tryStart(JOB)),
                use("runUntilComplete", loop -> loop.runUntilComplete(JOB)),
                use("atomically", loop -> loop.atomically(JOB)), use("callSoon", loop -> loop.callSoon(() -> {})),
                use("callLater", loop -> loop.callLater(Duration.ofSeconds(1), () -> {})),
                use("callAt", loop -> loop.callAt(Instant.now(), () -> {})));
    }

    private static Arguments use(String name, Consumer<EventLoop> use) {
        return Arguments.of(name, use);
    }

    @ParameterizedTest(name = "A10: {0} after the end is refused")
    @MethodSource("uses")
    void refusesAfterTheEnd(String name, Consumer<EventLoop> use) {
        EventLoop closed = EventLoop.open(o -> o.withName("ended"));
        closed.close();
        EventLoop aborted = EventLoop.open(o -> o.withName("ended"));
        aborted.start(JOB);
        aborted.abort();
        for (EventLoop loop : List.of(closed, aborted)) {
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> use.accept(loop))
                    .withMessage("event loop 'ended' is closed: open another");
            try (EventLoop other = EventLoop.open()) {
                assertThatExceptionOfType(RejectedExecutionException.class)
                        .isThrownBy(() -> other.call(() -> use.accept(loop)));
            }
            assertThat(loop.stats().pending()).isZero();
        }
    }

    @ParameterizedTest(name = "A10: {0} while the loop is being closed is refused")
    @MethodSource("uses")
    void refusesWhileClosing(String name, Consumer<EventLoop> use) {
        EventLoop loop = EventLoop.open(o -> o.withName("ending"));
        CompletableFuture<String> gate = new CompletableFuture<>();
        Task<String> last = loop.start(() -> Async.await(gate));
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            loop.close();
            return true;
        });
        Eventually.until(loop::isClosed);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> use.accept(loop))
                .withMessage("event loop 'ending' is being closed and takes no new work: open another");
        gate.complete("last");
        assertThat(closer.value()).isTrue();
        assertThat(last.resultNow()).isEqualTo("last");
    }

    @Test
    @DisplayName("A10: tasks and handles of a loop that has ended still answer")
    void answersAfterTheEnd() throws Exception {
        EventLoop loop = EventLoop.open();
        Task<Integer> done = loop.start(JOB);
        Handle dropped = loop.callLater(Duration.ofSeconds(60), () -> {});
        AtomicInteger seen = new AtomicInteger();
        loop.close();
        assertThat(done.result()).isEqualTo(1);
        assertThat(done.result(Duration.ZERO)).isEqualTo(1);
        assertThat(done.get()).isEqualTo(1);
        assertThat(Async.await(done)).isEqualTo(1);
        assertThat(Async.gather(done, done)).containsExactly(1, 1);
        assertThat(done.toCompletableFuture().join()).isEqualTo(1);
        done.thenAccept(seen::set);
        assertThat(seen).hasValue(1);
        assertThat(done.cancel()).isFalse();
        dropped.cancel();
        assertThat(loop.isIdle()).isTrue();
        assertThat(loop.stats().busy()).isFalse();
    }

    @Test
    @DisplayName("A10: callbacks on a stage of a task run although its loop has ended meanwhile")
    void runsStageCallbacksAfterTheEnd() {
        EventLoop loop = EventLoop.open();
        CompletableFuture<Integer> gate = new CompletableFuture<>();
        Task<Integer> task = loop.start(() -> Async.await(gate));
        CompletableFuture<Integer> dependent = task.thenApply(n -> n + 1).toCompletableFuture();
        Eventually.until(() -> loop.stats().pending() == 1);
        ForeignThread<Boolean> closer = ForeignThread.of(() -> {
            loop.close();
            return true;
        });
        Eventually.until(loop::isClosed);
        gate.complete(1);
        assertThat(closer.value()).isTrue();
        Eventually.until(dependent::isDone);
        assertThat(dependent.join()).isEqualTo(2);
    }

    @Test
    @DisplayName("A10: submitting and closing at the same time: what was accepted settles, the rest is refused")
    void racesSubmissionsWithTheEnd() {
        for (int round = 0; round < 45; round++) {
            boolean abort = round % 3 == 0;
            EventLoop loop = EventLoop.open();
            CountDownLatch start = new CountDownLatch(1);
            ConcurrentLinkedQueue<Task<Integer>> accepted = new ConcurrentLinkedQueue<>();
            AtomicInteger soonAccepted = new AtomicInteger();
            AtomicInteger soonRan = new AtomicInteger();
            List<ForeignThread<Integer>> submitters = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                int kind = t;
                submitters.add(ForeignThread.of(() -> {
                    start.await();
                    for (int i = 0;; i++) {
                        if (i == 500) {
                            Eventually.until(loop::isClosed);
                        }
                        try {
                            switch (kind) {
                                case 0 -> accepted.add(loop.start(() -> {
                                    Async.yieldNow();
                                    return 1;
                                }));
                                case 1 -> assertThat(loop.call(JOB)).isEqualTo(1);
                                default -> {
                                    loop.callSoon(soonRan::incrementAndGet);
                                    soonAccepted.incrementAndGet();
                                }
                            }
                        } catch (RejectedExecutionException refused) {
                            return i;
                        } catch (CancellationException cancelled) {
                            assertThat(abort).isTrue();
                        }
                    }
                }));
            }
            start.countDown();
            Eventually.until(() -> loop.stats().ended() > 2);
            if (abort) {
                loop.abort();
            } else {
                loop.close();
            }
            submitters.forEach(ForeignThread::value);
            assertThat(accepted).allMatch(Task::isDone);
            if (!abort) {
                assertThat(accepted).noneMatch(Task::isCancelled);
                assertThat(soonRan.get()).as("callbacks that ran in round %s", round).isEqualTo(soonAccepted.get());
            }
            assertThat(loop.stats().pending()).isZero();
        }
    }
}
