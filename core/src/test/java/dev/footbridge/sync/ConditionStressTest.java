package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.stress.Load;
import dev.footbridge.stress.Violations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bounded buffer of a lock and two conditions under load: a lost signal leaves somebody asleep for ever. */
@Timeout(1_800)
class ConditionStressTest {

    private static final int CAPACITY = 3;
    private static final int PUTTERS = Load.THREADS / 2;

    private final long seed = Load.seed();

    /** How a change of the buffer is told. */
    private interface Telling {
        void tell(AsyncCondition condition);
    }

    /** What the threads share. */
    private static final class Buffer {

        private final AsyncLock lock = AsyncLock.create();
        private final AsyncCondition notFull = lock.newCondition();
        private final AsyncCondition notEmpty = lock.newCondition();
        private final ArrayDeque<Integer> items = new ArrayDeque<>();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicIntegerArray taken;
        private final Telling telling;
        private final Violations violations = new Violations();

        Buffer(int items, Telling telling) {
            this.taken = new AtomicIntegerArray(items);
            this.telling = telling;
        }

        boolean put(Duration limit) {
            return lock.locked(() -> {
                if (!waitFor(notFull, () -> items.size() < CAPACITY, limit)) {
                    return false;
                }
                items.add(next.getAndIncrement());
                telling.tell(notEmpty);
                return true;
            });
        }

        boolean take(Duration limit) {
            return lock.locked(() -> {
                if (!waitFor(notEmpty, () -> !items.isEmpty(), limit)) {
                    return false;
                }
                taken.incrementAndGet(items.remove());
                telling.tell(notFull);
                return true;
            });
        }

        private boolean waitFor(AsyncCondition condition, BooleanSupplier state, Duration limit) {
            if (limit.isZero()) {
                condition.awaitUntil(state);
            } else if (!condition.awaitUntil(state, limit)) {
                return false;
            }
            if (!lock.isHeldHere() || items.size() > CAPACITY) {
                violations.add("somebody else was inside");
            }
            return true;
        }
    }

    /** Runs one put or take, with a time limit that it chooses; whether it did what it was to do. */
    private interface Manner {
        boolean run(SplittableRandom random, Function<Duration, Boolean> operation) throws Exception;
    }

    private List<String> load(int each, Duration limit, Telling telling, Manner manner) {
        Buffer buffer = new Buffer(each * PUTTERS, telling);
        AtomicInteger drivers = new AtomicInteger();
        Load.drive(seed, limit, buffer.violations, random -> {
            boolean puts = drivers.getAndIncrement() % 2 == 0;
            for (int done = 0; done < each && !buffer.violations.any();) {
                done += manner.run(random, puts ? buffer::put : buffer::take) ? 1 : 0;
            }
        });
        if (!buffer.violations.any()) {
            checkEnd(buffer);
        }
        return buffer.violations.all();
    }

    /** Most wait as long as it takes; zero says so. */
    private static Duration patience(SplittableRandom random) {
        return random.nextInt(4) == 0 ? Duration.ofNanos(1 + random.nextInt(100_000)) : Duration.ZERO;
    }

    private static void checkEnd(Buffer buffer) {
        for (int item = 0; item < buffer.taken.length(); item++) {
            if (buffer.taken.get(item) != 1) {
                buffer.violations.add("item " + item + " was taken " + buffer.taken.get(item) + " times");
            }
        }
        if (buffer.lock.isLocked() || buffer.lock.stats().waiting() != 0) {
            buffer.violations.add("the lock is not free at the end: " + buffer.lock.stats());
        }
        int waiting = buffer.notEmpty.stats().waiting() + buffer.notFull.stats().waiting();
        if (waiting != 0) {
            buffer.violations.add(waiting + " wait at the end");
        }
    }

    @Test
    @DisplayName("law 3: under load, with waiters that give up in every way, no signal and no item is lost")
    void losesNoSignal() {
        try (Somewhere somewhere = new Somewhere()) {
            assertThat(load(Load.operations(), Load.limit(), AsyncCondition::signal, (random, operation) -> {
                Duration patience = patience(random);
                return somewhere.run(random, () -> operation.apply(patience)).orElse(false);
            })).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void theCheckFindsLostSignals() {
        AtomicInteger signals = new AtomicInteger();
        assertThat(load(10_000, Duration.ofSeconds(1), condition -> {
            if (signals.incrementAndGet() % 10 == 0) { // less often than the buffer is filled
                condition.signal();
            }
        }, (_, operation) -> operation.apply(Duration.ZERO))).as("seed %d", seed)
                .anyMatch(found -> found.contains("hangs"));
    }
}
