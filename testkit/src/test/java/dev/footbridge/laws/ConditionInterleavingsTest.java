package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A condition in thousands of orders, with cancels, time limits and a lock that others want, too. */
@Timeout(60)
class ConditionInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final int MOST = 5;

    /** A lock, signals for it, and who holds it as far as its users know. */
    private static final class Shared {

        private final Interleaving run;
        private final AsyncLock lock = AsyncLock.create();
        private final Signals signals;
        private boolean held;
        private int items;

        Shared(Interleaving run, Signals.Maker maker) {
            this.run = run;
            this.signals = maker.of(lock);
        }

        void locked(Runnable section) {
            lock.lock();
            enter();
            try {
                section.run();
            } finally {
                leave();
                if (lock.isHeldHere()) { // if not, that is what is wrong, and has been said
                    lock.unlock();
                }
            }
        }

        private void enter() {
            assertThat(lock.isHeldHere()).as("the lock is held again").isTrue();
            assertThat(held).as("somebody else is inside").isFalse();
            held = true;
        }

        private void leave() {
            held = false;
        }

        /** A wait, inside of which somebody else may be in the section; afterwards nobody may, however it ended. */
        void waits(Runnable wait) {
            leave();
            try {
                wait.run();
            } finally {
                enter();
            }
        }

        /** Takes an item, for which it waits as long as that takes. */
        boolean take() {
            boolean[] taken = {false};
            locked(() -> {
                while (items == 0) {
                    if (run.draw(4) == 0) {
                        waits(() -> signals.await(Duration.ofMillis(run.draw(4))));
                    } else if (run.coin()) {
                        waits(signals::await);
                    } else {
                        waits(() -> signals.awaitUntil(() -> items > 0));
                    }
                }
                items--;
                taken[0] = true;
            });
            return taken[0];
        }

        /** Puts an item, and tells one that waits, perhaps after a while. */
        void put() {
            locked(() -> {
                items++;
                if (run.coin()) {
                    run.pause();
                }
                signals.signal(1);
            });
        }
    }

    /** One signal for each item: if one is lost, somebody sleeps beside an item. */
    private static Scenario items(Signals.Maker maker) {
        return run -> {
            Shared shared = new Shared(run, maker);
            List<Task<Boolean>> takers = new ArrayList<>();
            for (int i = 2 + run.draw(MOST - 1); i > 0; i--) {
                Task<Boolean> taker = run.loop().start(shared::take);
                takers.add(taker);
                if (run.coin()) {
                    run.sometime(() -> taker.cancel("enough"));
                }
            }
            List<Task<Void>> putters = new ArrayList<>();
            for (int i = 1 + run.draw(takers.size()); i > 0; i--) {
                run.pause();
                putters.add(run.loop().start(shared::put));
            }
            putters.forEach(Task::result);
            Async.sleep(Duration.ofMillis(50));
            assertThat(Math.min(shared.items, shared.signals.waiting())).as("waiting beside items").isZero();
            takers.forEach(Task::cancel);
            takers.forEach(Outcomes::check);
            int taken = (int) takers.stream().filter(taker -> taker.outcome().isSuccess()).count();
            assertThat(shared.items).as("items left").isEqualTo(putters.size() - taken);
            assertThat(shared.signals.waiting()).as("waiting at the end").isZero();
            assertThat(shared.lock.tryLock()).isTrue();
        };
    }

    /** Those that wait, oldest first, each with whether it was signalled: what a condition without cancels must do. */
    private static Scenario signals(Signals.Maker maker) {
        return run -> {
            Shared shared = new Shared(run, maker);
            List<boolean[]> line = new ArrayList<>();
            List<Task<Void>> waiters = new ArrayList<>();
            for (int i = 2 + run.draw(MOST - 1); i > 0; i--) {
                waiters.add(run.loop().start(() -> shared.locked(() -> {
                    boolean[] signalled = {false};
                    line.add(signalled);
                    shared.waits(shared.signals::await);
                    assertThat(signalled[0]).as("it was its turn to be woken").isTrue();
                })));
            }
            for (int round = 0; round < 50 && !waiters.stream().allMatch(Task::isDone); round++) {
                run.pause();
                int count = round < 40 ? run.draw(4) : MOST;
                shared.locked(() -> {
                    for (int i = Math.min(count, line.size()); i > 0; i--) {
                        line.removeFirst()[0] = true;
                    }
                    shared.signals.signal(count);
                    assertThat(shared.signals.waiting()).as("waiting").isGreaterThanOrEqualTo(line.size());
                });
                Async.sleep(Duration.ofMillis(1));
                assertThat(shared.signals.waiting()).as("waiting for a signal").isEqualTo(line.size());
            }
            waiters.forEach(Task::result);
        };
    }

    @Test
    @DisplayName("law 3: no signal is lost with a waiter that is cancelled, and the lock is held again, in any order")
    void losesNoSignal() {
        Interleavings.of(RUNS).explore(items(Signals::of));
    }

    @Test
    @DisplayName("each signal wakes exactly one, the oldest, in any order")
    void wakesTheOldest() {
        Interleavings.of(RUNS).explore(signals(Signals::of));
    }

    @Test
    void theCheckFindsNothingWrongWithASoundTwin() {
        Interleavings.of(RUNS / 4).explore(items(lock -> new BrokenCondition(BrokenCondition.Flaw.NONE, lock)));
        Interleavings.of(RUNS / 4).explore(signals(lock -> new BrokenCondition(BrokenCondition.Flaw.NONE, lock)));
    }

    @ParameterizedTest(name = "the check finds a condition with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "WAKES_THE_LAST"})
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(BrokenCondition.Flaw flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(items(lock -> new BrokenCondition(flaw, lock))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed");
    }

    @Test
    @DisplayName("the check finds a condition that wakes the youngest")
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsTheWrongOrder() {
        assertThatThrownBy(() -> Interleavings.of(RUNS)
                .explore(signals(lock -> new BrokenCondition(BrokenCondition.Flaw.WAKES_THE_LAST, lock))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("its turn to be woken");
    }
}
