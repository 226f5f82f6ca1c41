package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals, and waits for a state with and without limits. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncConditionTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withTimeSource(clock));
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final AsyncLock lock = AsyncLock.named("items");
    private final AsyncCondition changed = lock.newCondition();

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
    }

    private void awaitWaiting(int many) {
        Eventually.until(() -> changed.stats().waiting() == many && !lock.isLocked());
    }

    @Test
    void wakesTheOldestFirst() {
        List<Integer> woken = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            (i % 2 == 0 ? loop : other).start(() -> lock.locked(() -> {
                changed.await();
                woken.add(number);
            }));
            awaitWaiting(i + 1);
        }
        lock.locked(() -> changed.signal());
        Eventually.until(() -> woken.size() == 1);
        lock.locked(() -> changed.signal(2));
        Eventually.until(() -> woken.size() == 3);
        assertThat(woken.getFirst()).isZero();
        assertThat(woken).containsExactlyInAnyOrder(0, 1, 2);
        lock.locked(() -> changed.signal(0));
        awaitWaiting(3);
        lock.locked(() -> changed.signalAll());
        Eventually.until(() -> woken.size() == 6);
        assertThat(changed.stats()).isEqualTo(new ConditionStats(0));
    }

    @Test
    void keepsNoSignalForLater() {
        lock.locked(() -> {
            changed.signal();
            changed.signalAll();
        });
        Task<Boolean> waiter = loop.start(() -> lock.locked(() -> changed.await(LONG)));
        awaitWaiting(1);
        clock.advance(LONG);
        assertThat(waiter.result()).isFalse();
    }

    @Test
    void keepsTwoConditionsOfOneLockApart() {
        AsyncCondition unrelated = lock.newCondition();
        Task<Void> waiter = loop.start(() -> lock.locked(() -> changed.await()));
        awaitWaiting(1);
        lock.locked(() -> unrelated.signalAll());
        assertThat(changed.stats().waiting()).isOne();
        assertThat(waiter.isDone()).isFalse();
        lock.locked(() -> changed.signal());
        waiter.result();
    }

    @Test
    @DisplayName("a signalled waiter goes on when the lock is free, which the signaller still holds")
    void goesOnWhenTheLockIsFree() {
        List<String> steps = new CopyOnWriteArrayList<>();
        Task<Void> waiter = loop.start(() -> lock.locked(() -> {
            changed.await();
            steps.add("waiter, holding: " + lock.isHeldHere());
        }));
        awaitWaiting(1);
        lock.lock();
        changed.signal();
        Eventually.until(() -> lock.stats().waiting() == 1);
        steps.add("signaller, holding: " + lock.isHeldHere());
        lock.unlock();
        waiter.result();
        assertThat(steps).containsExactly("signaller, holding: true", "waiter, holding: true");
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @DisplayName("a limit of zero or less still lets the lock go for a moment, to whoever waits for it")
    void letsTheLockGoForAMoment() {
        List<String> steps = new ArrayList<>();
        loop.call(() -> {
            for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
                lock.lock();
                Task<Void> next = loop.start(() -> lock.locked(() -> {
                    steps.add("next");
                }));
                while (lock.stats().waiting() == 0) {
                    Async.yieldNow();
                }
                steps.add("signalled: " + changed.await(none) + ", holding: " + lock.isHeldHere());
                lock.unlock();
                next.result();
            }
        });
        assertThat(steps).containsExactly("next", "signalled: false, holding: true", "next",
                "signalled: false, holding: true");
    }

    @Test
    void refusesWhoeverDoesNotHoldTheLock() {
        String waited = "lock 'items' can only be waited on by the task, or thread, that holds it (%s does):"
                + " lock it first, in the same task";
        String signalled = waited.replace("waited", "signalled");
        for (String holder : List.of("nobody", "foreign")) {
            assertThatIllegalStateException().isThrownBy(() -> changed.await()).withMessage(waited, holder);
            assertThatIllegalStateException().isThrownBy(() -> changed.await(LONG)).withMessage(waited, holder);
            assertThatIllegalStateException().isThrownBy(() -> changed.awaitUntil(() -> true))
                    .withMessage(waited, holder);
            assertThatIllegalStateException().isThrownBy(() -> changed.awaitUntil(() -> true, LONG))
                    .withMessage(waited, holder);
            assertThatIllegalStateException().isThrownBy(() -> changed.signal()).withMessage(signalled, holder);
            assertThatIllegalStateException().isThrownBy(() -> changed.signal(2)).withMessage(signalled, holder);
            assertThatIllegalStateException().isThrownBy(() -> changed.signalAll()).withMessage(signalled, holder);
            assertThat(changed.stats().waiting()).isZero();
            ForeignThread.of(() -> lock.tryLock()).value();
        }
    }

    @Test
    void refusesToWakeFewerThanNobody() {
        lock.lock();
        for (int wrong : new int[]{-1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> changed.signal(wrong)).withMessage(
                    "a signal cannot wake fewer than 0 waits (count is %d): say how many are to be woken", wrong);
        }
        lock.unlock();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsUntilTheStateHolds(boolean limited) {
        ArrayDeque<String> items = new ArrayDeque<>();
        Task<String> taker = loop.start(() -> lock.locked(() -> {
            if (limited) {
                assertThat(changed.awaitUntil(() -> items.size() == 2, LONG)).isTrue();
            } else {
                changed.awaitUntil(() -> items.size() == 2);
            }
            return items.remove() + items.remove();
        }));
        awaitWaiting(1);
        for (String item : List.of("a", "b")) {
            assertThat(taker.isDone()).isFalse();
            lock.locked(() -> {
                items.add(item);
                changed.signal();
            });
            Eventually.until(() -> items.isEmpty() || changed.stats().waiting() == 1 && !lock.isLocked());
        }
        assertThat(taker.result()).isEqualTo("ab");
    }

    @Test
    @DisplayName("a state that holds already needs no wait: the lock is not let go, and not even cancelled code waits")
    void needsNoWaitForAStateThatHolds() {
        lock.locked(() -> {
            ForeignThread<Boolean> next = ForeignThread.of(() -> lock.tryLock(LONG));
            Eventually.until(() -> lock.stats().waiting() == 1);
            changed.awaitUntil(() -> lock.isHeldHere());
            assertThat(changed.awaitUntil(() -> lock.isHeldHere(), LONG)).isTrue();
            assertThat(changed.awaitUntil(() -> true, Duration.ZERO)).isTrue();
            assertThat(changed.awaitUntil(() -> true, Duration.ofNanos(-1))).isTrue();
            assertThat(changed.awaitUntil(() -> false, Duration.ZERO)).isFalse();
            assertThat(changed.awaitUntil(() -> false, Duration.ofNanos(-1))).isFalse();
            assertThat(next.hasEnded()).isFalse();
        });
    }

    @Test
    @DisplayName("a limit is for all waits together, however many signals come for nothing")
    void limitsAllWaitsTogether() {
        AtomicInteger asked = new AtomicInteger();
        Task<Boolean> waiter = loop.start(() -> lock.locked(() -> changed.awaitUntil(() -> {
            asked.incrementAndGet();
            return false;
        }, LONG)));
        for (int i = 0; i < 3; i++) {
            int before = i + 1;
            Eventually.until(() -> asked.get() == before && changed.stats().waiting() == 1 && !lock.isLocked());
            clock.advance(LONG.dividedBy(3).minusNanos(1));
            lock.locked(() -> changed.signal());
        }
        Eventually.until(() -> asked.get() == 4 && changed.stats().waiting() == 1);
        assertThat(waiter.isDone()).isFalse();
        clock.advance(Duration.ofNanos(3));
        assertThat(waiter.result()).isFalse();
        assertThat(asked).as("and once more at the end").hasValue(5);
    }

    @Test
    void asksOnceMoreWhenTheTimeIsOver() {
        AtomicBoolean state = new AtomicBoolean();
        Task<Boolean> waiter = loop.start(() -> lock.locked(() -> changed.awaitUntil(state::get, LONG)));
        awaitWaiting(1);
        state.set(true);
        clock.advance(LONG);
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void passesOnWhatAPredicateThrows() {
        IllegalStateException failure = new IllegalStateException("no state");
        lock.lock();
        assertThatThrownBy(() -> changed.awaitUntil(() -> {
            throw failure;
        })).isSameAs(failure);
        assertThatThrownBy(() -> changed.awaitUntil(() -> {
            throw failure;
        }, LONG)).isSameAs(failure);
        assertThatNullPointerException().isThrownBy(() -> changed.awaitUntil(null));
        assertThatNullPointerException().isThrownBy(() -> changed.awaitUntil(null, LONG));
        assertThatNullPointerException().isThrownBy(() -> changed.awaitUntil(() -> false, null));
        assertThat(lock.isHeldHere()).isTrue();
        assertThat(changed.stats().waiting()).isZero();
        lock.unlock();
    }

    @Test
    @DisplayName("a bounded buffer by hand: coroutines and threads put and take, and each item arrives once")
    void carriesABoundedBuffer() {
        AsyncCondition notFull = lock.newCondition();
        ArrayDeque<Integer> buffer = new ArrayDeque<>();
        List<Integer> taken = new CopyOnWriteArrayList<>();
        List<Task<Void>> tasks = new ArrayList<>();
        List<ForeignThread<Integer>> threads = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            int first = part * 100;
            BlockingAction put = () -> {
                for (int item = first; item < first + 100; item++) {
                    int next = item;
                    lock.locked(() -> {
                        notFull.awaitUntil(() -> buffer.size() < 3);
                        buffer.add(next);
                        changed.signal();
                    });
                }
            };
            BlockingAction take = () -> {
                for (int i = 0; i < 100; i++) {
                    lock.locked(() -> {
                        changed.awaitUntil(() -> !buffer.isEmpty());
                        taken.add(buffer.remove());
                        notFull.signal();
                    });
                }
            };
            if (part == 2) {
                threads.add(ForeignThread.of(() -> {
                    put.run();
                    return 1;
                }));
                threads.add(ForeignThread.of(() -> {
                    take.run();
                    return 1;
                }));
            } else {
                tasks.add((part == 0 ? loop : other).start(put));
                tasks.add((part == 0 ? other : loop).start(take));
            }
        }
        Eventually.until(() -> tasks.stream().allMatch(Task::isDone));
        tasks.forEach(Task::result);
        threads.forEach(ForeignThread::value);
        assertThat(taken).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 300).boxed().toList());
    }
}
