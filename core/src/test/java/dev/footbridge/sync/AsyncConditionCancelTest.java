package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a wait for a condition ends, the lock is held again; and a signal goes to somebody who still waits. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncConditionCancelTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withTimeSource(clock));
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final AsyncLock lock = AsyncLock.named("items");
    private final AsyncCondition changed = lock.newCondition();
    private final List<String> steps = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
    }

    private void awaitWaiting(int many) {
        Eventually.until(() -> changed.stats().waiting() == many && !lock.isLocked());
    }

    /** Waits, and notes whether the lock is held again, and how the wait ended. */
    private boolean waits() {
        lock.lock();
        try {
            changed.await();
            steps.add("signalled, holding: " + lock.isHeldHere());
            return true;
        } catch (CancelledException cancelled) {
            steps.add(cancelled.reason() + ", holding: " + lock.isHeldHere());
            throw cancelled;
        } finally {
            lock.unlock();
        }
    }

    @Test
    @DisplayName("law 3: a cancelled wait holds the lock again, and waits for it if it must")
    void holdsTheLockAgainWhenCancelled() {
        Task<Boolean> waiter = loop.start(this::waits);
        awaitWaiting(1);
        lock.lock();
        waiter.cancel("enough");
        Eventually.until(() -> lock.stats().waiting() == 1);
        steps.add("others");
        assertThat(waiter.isDone()).isFalse();
        lock.unlock();
        assertThat(waiter.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(steps).containsExactly("others", "enough, holding: true");
        assertThat(lock.stats()).isEqualTo(new LockStats(false, "", 0));
        assertThat(changed.stats().waiting()).isZero();
    }

    @Test
    @DisplayName("law 3: a wait cut short by a surrounding limit holds the lock again")
    void holdsTheLockAgainWhenTheScopeIsOver() {
        Task<Boolean> waiter = loop.start(() -> {
            try {
                return Async.withTimeout(LONG, this::waits);
            } catch (TimeoutException _) {
                return false;
            }
        });
        awaitWaiting(1);
        clock.advance(LONG);
        Eventually.until(waiter::isDone);
        assertThat(waiter.result()).isFalse();
        assertThat(steps).containsExactly("the time limit of the surrounding scope was over, holding: true");
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @DisplayName("A18: an interrupted wait of a thread holds the lock again, and the flag stays")
    void holdsTheLockAgainWhenInterrupted() {
        ForeignThread<Boolean> waiter = ForeignThread.of(this::waits);
        awaitWaiting(1);
        lock.lock();
        waiter.interrupt();
        Eventually.until(() -> lock.stats().waiting() == 1);
        waiter.interrupt();
        waiter.awaitWaiting();
        assertThat(waiter.hasEnded()).isFalse();
        lock.unlock();
        assertThat(waiter.failure()).isInstanceOf(CancelledException.class)
                .hasMessageEndingWith(" was interrupted while it waited for a condition of lock 'items'");
        assertThat(waiter.wasInterrupted()).isTrue();
        assertThat(steps).hasSize(1).first().asString().endsWith("holding: true");
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @DisplayName("A18: an interrupt that comes after the signal does not undo it, and is not lost")
    void keepsTheSignalWhenInterruptedAfterwards() {
        ForeignThread<Boolean> waiter = ForeignThread.of(this::waits);
        awaitWaiting(1);
        lock.lock();
        changed.signal();
        Eventually.until(() -> lock.stats().waiting() == 1);
        waiter.interrupt();
        lock.unlock();
        assertThat(waiter.value()).isTrue();
        assertThat(waiter.wasInterrupted()).isTrue();
        assertThat(steps).containsExactly("signalled, holding: true");
    }

    @Test
    @DisplayName("law 3: a cancel that comes after the signal does not undo it, and is met at the next wait")
    void keepsTheSignalWhenCancelledAfterwards() {
        Task<Boolean> waiter = loop.start(() -> {
            boolean signalled = waits();
            Async.yieldNow();
            return signalled;
        });
        awaitWaiting(1);
        lock.lock();
        changed.signal();
        waiter.cancel("too late");
        Eventually.until(() -> lock.stats().waiting() == 1);
        lock.unlock();
        assertThat(waiter.outcome()).isEqualTo(new Outcome.Cancelled<>("too late"));
        assertThat(steps).containsExactly("signalled, holding: true");
    }

    @Test
    @DisplayName("time limits: a signal that came in time counts, though the lock comes too late")
    void keepsTheSignalWhenTheTimeIsOverAfterwards() {
        Task<Boolean> waiter = loop.start(() -> lock.locked(() -> changed.await(LONG)));
        awaitWaiting(1);
        lock.lock();
        changed.signal();
        Eventually.until(() -> lock.stats().waiting() == 1);
        clock.advance(LONG.multipliedBy(2));
        lock.unlock();
        assertThat(waiter.result()).isTrue();
    }

    @Test
    @DisplayName("law 3: a signal passes over one that is cancelled and only waits for the lock, and wakes the next")
    void passesOverOneThatIsCancelled() {
        Task<Boolean> leaver = loop.start(this::waits);
        awaitWaiting(1);
        ForeignThread<Boolean> interrupted = ForeignThread.of(this::waits);
        awaitWaiting(2);
        Task<Boolean> outOfTime = loop.start(() -> lock.locked(() -> changed.await(LONG)));
        awaitWaiting(3);
        Task<Boolean> next = other.start(this::waits);
        awaitWaiting(4);
        lock.lock();
        leaver.cancel("enough");
        interrupted.interrupt();
        clock.advance(LONG);
        Eventually.until(() -> lock.stats().waiting() == 3);
        changed.signal();
        Eventually.until(() -> lock.stats().waiting() == 4);
        lock.unlock();
        Eventually.until(next::isDone);
        assertThat(next.result()).isTrue();
        assertThat(outOfTime.result()).isFalse();
        assertThat(leaver.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(interrupted.failure()).isInstanceOf(CancelledException.class);
        assertThat(steps).hasSize(3).allMatch(step -> step.endsWith("holding: true"));
        assertThat(changed.stats().waiting()).isZero();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @DisplayName("law 3: of two waits, a cancel of the first and one signal at the same moment, exactly one goes on")
    void losesNoSignalToACancelAtTheSameMoment() {
        for (int round = 0; round < 200; round++) {
            Task<Boolean> first = loop.start(this::waits);
            awaitWaiting(1);
            Task<Boolean> second = other.start(this::waits);
            awaitWaiting(2);
            int spins = round * 3;
            ForeignThread<Boolean> canceller = ForeignThread.of(() -> {
                for (int i = 0; i < 300; i++) {
                    Thread.onSpinWait();
                }
                return first.cancel("enough");
            });
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            lock.locked(() -> changed.signal());
            canceller.value();
            Eventually.until(first::isDone);
            Task<Boolean> last = second;
            if (first.outcome().isSuccess()) {
                assertThat(second.isDone()).as("round %s", round).isFalse();
                second.cancel();
            }
            Eventually.until(last::isDone);
            assertThat(first.outcome().isSuccess() ^ second.outcome().isSuccess()).as("round %s", round).isTrue();
        }
        assertThat(steps).allMatch(step -> step.endsWith("holding: true"));
    }

    @Test
    @DisplayName("law 3: cancelled code may signal: it needs no wait")
    void isSignalledByCancelledCode() {
        Task<Boolean> waiter = other.start(this::waits);
        awaitWaiting(1);
        Task<Void> signaller = loop.start(() -> {
            try {
                Async.sleep(LONG);
            } finally {
                lock.locked(() -> changed.signal());
            }
        });
        Eventually.until(() -> loop.stats().timers() == 1);
        signaller.cancel();
        assertThat(waiter.result()).isTrue();
        signaller.outcome();
    }

    @Test
    @DisplayName("law 4: an aborted loop ends the waits of its coroutines, and the lock is free afterwards")
    void givesTheLockBackWhenItsLoopIsAborted() {
        loop.start(this::waits);
        awaitWaiting(1);
        loop.start(this::waits);
        awaitWaiting(2);
        try (Gate held = new Gate()) {
            ForeignThread<Boolean> holder = ForeignThread.of(() -> lock.locked(() -> {
                held.pass();
                return true;
            }));
            held.awaitArrivals(1);
            ForeignThread<Boolean> aborting = ForeignThread.of(() -> {
                loop.abort();
                return true;
            });
            Eventually.until(() -> lock.stats().waiting() == 2);
            held.open();
            assertThat(holder.value()).isTrue();
            assertThat(aborting.value()).isTrue();
        }
        assertThat(lock.stats()).isEqualTo(new LockStats(false, "", 0));
        assertThat(steps).hasSize(2).allMatch(step -> step.endsWith("holding: true"));
    }
}
