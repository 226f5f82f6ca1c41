package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Corners of the loop in which a baton, a wake-up or a thread could get lost: one test for each way. */
@Timeout(60)
class LoopHazardsTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    @DisplayName("law 2: a pool thread that was handed the baton does not queue for a place while it holds it")
    void queuesForAPlaceOnlyWithoutTheBaton() {
        try (EventLoop loop = EventLoop.open();
                ThreadPool pool = ThreadPool.open(o -> o.withLimit(1));
                Gate held = new Gate();
                Gate plain = new Gate()) {
            ForeignThread<Integer> holder = ForeignThread.of(() -> loop.call(() -> {
                held.pass();
                return 0;
            }));
            held.awaitArrivals(1);
            Task<Integer> caller = pool.start(() -> loop.call(() -> 1));
            Eventually.until(() -> pool.stats().waiting() == 1);
            Task<Integer> blocker = pool.start(() -> {
                plain.pass();
                return 2;
            });
            plain.awaitArrivals(1);
            held.open();
            assertThat(holder.value()).isZero();
            Task<Integer> opener = loop.start(() -> {
                plain.open();
                return 3;
            });
            Eventually.until(opener::isDone);
            assertThat(caller.result() + blocker.result()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("law 6: an interrupt flag that a coroutine leaves behind does not reach the next one")
    void clearsTheInterruptFlagBetweenJobs() {
        try (EventLoop loop = EventLoop.open(); Gate held = new Gate()) {
            Task<Integer> holder = loop.start(() -> {
                held.passDeaf();
                return 0;
            });
            held.awaitArrivals(1);
            loop.start(() -> {
                Thread.currentThread().interrupt();
                return 0;
            });
            Task<Boolean> next = loop.start(() -> Thread.currentThread().isInterrupted());
            held.open();
            Eventually.until(next::isDone);
            assertThat(next.result()).isFalse();
            assertThat(holder.result()).isZero();
        }
    }

    @Test
    @DisplayName("law 6: an interrupt that a coroutine sent to itself before it waited does not reach a later one")
    void forgetsKeptInterruptsBetweenJobs() {
        try (EventLoop loop = EventLoop.open()) {
            Task<Integer> first = loop.start(() -> {
                Thread.currentThread().interrupt();
                Async.sleep(Duration.ofMillis(1));
                return 0;
            });
            Eventually.until(first::isDone);
            Eventually.until(loop::isIdle);
            Task<Boolean> next = loop.start(() -> {
                Async.shielded(() -> 0);
                return Thread.currentThread().isInterrupted();
            });
            Eventually.until(next::isDone);
            assertThat(next.result()).isFalse();
        }
    }

    @Test
    @DisplayName("law 3: a time limit ends a coroutine that only ever awaits new tasks of its own loop")
    void firesTimersWhileACoroutineHelpsItself() {
        AtomicBoolean stop = new AtomicBoolean();
        try (EventLoop loop = EventLoop.open(o -> o.withCloseTimeout(Duration.ZERO))) {
            Task<Integer> busy = loop.start(() -> Async.withTimeout(SHORT, () -> {
                int sum = 0;
                while (!stop.get()) {
                    sum += loop.start(() -> 1).result();
                }
                return sum;
            }));
            try {
                Eventually.until(busy::isDone);
                assertThatThrownBy(busy::result).isInstanceOf(TimeoutException.class);
            } finally {
                stop.set(true);
            }
        }
    }

    @Test
    @DisplayName("law 3: a time limit ends a coroutine that only ever calls its own loop")
    void firesTimersWhileACoroutineCallsItself() {
        AtomicBoolean stop = new AtomicBoolean();
        try (EventLoop loop = EventLoop.open(o -> o.withCloseTimeout(Duration.ZERO))) {
            Task<Integer> busy = loop.start(() -> Async.withTimeout(SHORT, () -> {
                int sum = 0;
                while (!stop.get()) {
                    sum += loop.call(() -> 1);
                    Async.yieldNow();
                }
                return sum;
            }));
            try {
                Eventually.until(busy::isDone);
                assertThatThrownBy(busy::result).isInstanceOf(TimeoutException.class);
            } finally {
                stop.set(true);
            }
        }
    }

    @Test
    @DisplayName("law 1: a job from outside gets its turn while a coroutine only ever awaits new tasks of its own loop")
    void letsOutsidersInWhileACoroutineHelpsItself() {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger begun = new AtomicInteger();
        try (EventLoop loop = EventLoop.open(o -> o.withCloseTimeout(Duration.ZERO))) {
            Task<Integer> busy = loop.start(() -> {
                int sum = 0;
                while (!stop.get()) {
                    sum += loop.start(() -> 1).result();
                    begun.incrementAndGet();
                }
                return sum;
            });
            try {
                Eventually.until(() -> begun.get() > 0);
                Task<Integer> outsider = loop.start(() -> 1);
                Eventually.until(outsider::isDone);
            } finally {
                stop.set(true);
            }
            assertThat(busy.result()).isPositive();
        }
    }

    @Test
    @DisplayName("law 1: a calling thread that came first gets its turn while a coroutine only ever awaits new tasks")
    void letsCallersInWhileACoroutineHelpsItself() {
        AtomicBoolean stop = new AtomicBoolean();
        try (EventLoop loop = EventLoop.open(o -> o.withCloseTimeout(Duration.ZERO)); Gate held = new Gate()) {
            ForeignThread<Integer> holder = ForeignThread.of(() -> loop.call(() -> {
                held.passDeaf();
                return 0;
            }));
            held.awaitArrivals(1);
            ForeignThread<Integer> caller = ForeignThread.of(() -> loop.call(() -> 1)).awaitWaiting();
            Task<Integer> busy = loop.start(() -> {
                int sum = 0;
                while (!stop.get()) {
                    sum += loop.start(() -> 1).result();
                }
                return sum;
            });
            try {
                held.open();
                Eventually.until(caller::hasEnded);
                assertThat(caller.value() + holder.value()).isOne();
            } finally {
                stop.set(true);
            }
            Eventually.until(busy::isDone);
        }
    }

    @Test
    @DisplayName("law 1: an atomic section that waits for a new task fails, and the task does not")
    void refusesToWaitForANewTaskInAnAtomicSection() {
        try (EventLoop loop = EventLoop.open()) {
            AtomicBoolean ran = new AtomicBoolean();
            Task<?>[] inner = new Task<?>[1];
            assertThatThrownBy(() -> loop.atomically(() -> {
                inner[0] = loop.start(() -> {
                    Async.yieldNow();
                    ran.set(true);
                });
                return inner[0].result();
            })).isInstanceOf(IllegalStateException.class).hasMessageContaining("must not wait");
            Eventually.until(inner[0]::isDone);
            assertThat(ran).as("the task ran to its end").isTrue();
        }
    }

    @Test
    @DisplayName("law 4: a calling thread whose coroutine outlives an abort still returns once its cleanup has ended")
    void letsALentThreadGoAfterAnAbortGaveItUp() {
        ReportedFailures reported = new ReportedFailures();
        try (ThreadPool pool = ThreadPool.open(); Gate cleanup = new Gate()) {
            EventLoop loop = EventLoop.open(o -> o.withAbortTimeout(SHORT).withFailureHandler(reported));
            Task<Integer> slow = pool.start(() -> {
                cleanup.pass();
                return 1;
            });
            ForeignThread<Integer> caller = ForeignThread
                    .of(() -> loop.call(() -> Async.shielded(() -> slow.result())));
            cleanup.awaitArrivals(1);
            caller.awaitWaiting();
            loop.abort();
            assertThat(reported.failures()).as("the job that would not stop is named").hasSize(1);
            cleanup.open();
            Eventually.until(caller::hasEnded);
            assertThat(caller.failure()).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    @DisplayName("law 4: a close that meets calls from many threads lets each of them run or be refused, and hangs none")
    void refusesOrRunsCallsThatMeetAClose() throws Exception {
        for (int round = 0; round < 300; round++) {
            AtomicInteger settled = new AtomicInteger();
            EventLoop loop = EventLoop.open();
            try (ThreadPool pool = ThreadPool.open()) {
                Thread[] callers = new Thread[3];
                for (int i = 0; i < callers.length; i++) {
                    callers[i] = Thread.ofPlatform().daemon().start(() -> {
                        try {
                            for (;;) {
                                loop.call(() -> pool.start(() -> 1).result());
                            }
                        } catch (java.util.concurrent.RejectedExecutionException expected) {
                            settled.incrementAndGet();
                        }
                    });
                }
                Thread.yield();
                loop.close();
                for (Thread caller : callers) {
                    assertThat(caller.join(Duration.ofSeconds(20))).as("a caller ended, round %s", round).isTrue();
                }
                assertThat(settled).hasValue(callers.length);
            }
        }
    }

    @Test
    @DisplayName("law 4: a body without end on its stack fails alone, and the loop goes on")
    void outlivesAStackOverflow() {
        AtomicBoolean stop = new AtomicBoolean();
        EventLoop loop = EventLoop.open(o -> o.withCloseTimeout(SHORT).withAbortTimeout(SHORT));
        Task<?> other = loop.start(() -> {
            while (!stop.get()) {
                Async.yieldNow();
            }
        });
        for (int round = 0; round < 5; round++) {
            ForeignThread<Integer> deep = ForeignThread.of(() -> loop.call(() -> dive(loop)));
            assertThat(deep.failure()).isInstanceOf(StackOverflowError.class);
            Eventually.until(loop.start(() -> 1)::isDone);
        }
        stop.set(true);
        Eventually.until(other::isDone);
        loop.close();
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static int dive(EventLoop loop) {
        Async.yieldNow();
        return dive(loop) + 1;
    }
}
