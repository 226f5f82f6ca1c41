package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a stack overflow leaves behind that strikes while something is taken. Each round goes some bytes deeper before it
 * begins, so that the end of the stack comes at every step of the taking.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeepStackTest {

    private static final long STACK = 256 << 10;
    private static final int ROUNDS = 1_000;
    /** Of waits, which take longer, and more of which went wrong. */
    private static final int WAITING_ROUNDS = 200;

    @Test
    @DisplayName("a lock that is locked after a stack overflow has an owner, who can unlock it")
    void neverLeavesALockWithoutAnOwner() throws Exception {
        assertThat(rounds(ROUNDS, AsyncLock::create, lock -> {
            lock.lock();
            lock.unlock();
        }, DeepStackTest::isOrphaned)).as("rounds that left it locked without an owner").isZero();
        assertThat(rounds(ROUNDS, AsyncLock::create, lock -> {
            if (lock.tryLock()) {
                lock.unlock();
            }
        }, DeepStackTest::isOrphaned)).as("rounds of tries that left it so").isZero();
        assertThat(rounds(ROUNDS, AsyncLock::create, lock -> {
            if (lock.tryLock(Duration.ZERO)) {
                lock.unlock();
            }
        }, DeepStackTest::isOrphaned)).as("rounds of tries with a limit that left it so").isZero();
    }

    private static boolean isOrphaned(AsyncLock lock) {
        return lock.isLocked() && !lock.isHeldHere();
    }

    @Test
    @DisplayName("a wait for a condition has the lock when it ends, also with a stack overflow")
    void neverEndsAWaitWithoutTheLock() throws Exception {
        assertThat(rounds(WAITING_ROUNDS, DeepStackTest::lockedWithCondition,
                held -> held.condition().await(Duration.ZERO),
                held -> !held.lock().isHeldHere())).as("rounds that lost the lock").isZero();
    }

    private record Held(AsyncLock lock, AsyncCondition condition) {}

    private static Held lockedWithCondition() {
        AsyncLock lock = AsyncLock.create();
        lock.lock();
        return new Held(lock, lock.newCondition());
    }

    /** How many rounds of going too deep left something behind; asked on the thread that went there. */
    private static <T> int rounds(int rounds, Supplier<T> fresh, Consumer<T> step, Predicate<T> isLeft)
            throws InterruptedException {
        int[] left = new int[1];
        Thread thread = new Thread(null, () -> {
            for (int round = 0; round < rounds; round++) {
                T used = fresh.get();
                try {
                    start(round % 50, used, step);
                } catch (IllegalStateException | StackOverflowError end) { // a lock that stayed locked, with its owner
                    left[0] += isLeft.test(used) ? 1 : 0;
                }
            }
        }, "deep", STACK);
        thread.start();
        thread.join();
        return left[0];
    }

    /** So many small frames before the first step. */
    private static <T> void start(int frames, T used, Consumer<T> step) {
        if (frames > 0) {
            start(frames - 1, used, step);
        } else {
            deeper(used, step);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose
    private static <T> void deeper(T used, Consumer<T> step) {
        step.accept(used);
        deeper(used, step);
    }
}
