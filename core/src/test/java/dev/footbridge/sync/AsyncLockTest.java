package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who holds a lock, and what others may do with it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncLockTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final AsyncLock lock = AsyncLock.named("ledger");

    @AfterEach
    void close() {
        loop.abort();
    }

    @Test
    void isHeldByWhoeverLockedIt() {
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldHere()).isFalse();
        assertThat(lock.stats()).isEqualTo(new LockStats(false, "", 0));
        lock.lock();
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.isHeldHere()).isTrue();
        assertThat(lock.stats()).isEqualTo(new LockStats(true, Thread.currentThread().getName(), 0));
        assertThat(ForeignThread.of(lock::isHeldHere).value()).isFalse();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldHere()).isFalse();
        assertThat(lock.stats()).isEqualTo(new LockStats(false, "", 0));
    }

    @Test
    void triesWithoutWaiting() {
        assertThat(lock.tryLock()).isTrue();
        assertThat(ForeignThread.of(() -> lock.tryLock()).value()).isFalse();
        assertThat(ForeignThread.of(() -> lock.tryLock(Duration.ofNanos(1))).value()).isFalse();
        assertThat(lock.tryLock()).as("by its holder").isFalse();
        lock.unlock();
        assertThat(ForeignThread.of(() -> {
            boolean locked = lock.tryLock(LONG);
            lock.unlock();
            return locked;
        }).value()).isTrue();
    }

    @Test
    @DisplayName("law 1: is held while its holder waits, and others of the loop run meanwhile, but not inside")
    void isHeldWhileItsHolderWaits() {
        List<String> steps = new ArrayList<>();
        CompletableFuture<String> stored = new CompletableFuture<>();
        loop.call(() -> {
            Task<Void> first = loop.start(() -> lock.locked(() -> {
                steps.add("first in");
                Async.await(stored);
                steps.add("first out");
            }));
            Task<Void> second = loop.start(() -> lock.locked(() -> {
                steps.add("second in");
            }));
            Async.yieldNow();
            Async.yieldNow();
            steps.add("others");
            stored.complete("stored");
            first.result();
            second.result();
        });
        assertThat(steps).containsExactly("first in", "others", "first out", "second in");
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void runsASectionAndGivesTheLockBack() throws Exception {
        Callable<Boolean> section = lock::isHeldHere;
        assertThat(lock.locked(section)).isTrue();
        assertThat(lock.isLocked()).isFalse();
        AsyncCallable<Boolean> async = () -> CompletableFuture.completedFuture(lock.isHeldHere());
        assertThat(lock.locked(async)).isTrue();
        assertThat(lock.isLocked()).isFalse();
        boolean[] held = {false};
        BlockingAction action = () -> held[0] = lock.isHeldHere();
        lock.locked(action);
        assertThat(held).containsExactly(true);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @DisplayName("law 5: gives the lock back when the section fails, and throws the very exception")
    void givesTheLockBackOnFailure() {
        IOException failure = new IOException("disk");
        assertThatThrownBy(() -> lock.locked(() -> {
            throw failure;
        })).isSameAs(failure);
        assertThat(lock.isLocked()).isFalse();
        AssertionError error = new AssertionError("broken");
        assertThatThrownBy(() -> lock.locked((Callable<String>) () -> {
            throw error;
        })).isSameAs(error);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @DisplayName("law 1: holds the lock until the stage of an async section has completed")
    void holdsTheLockForAnAsyncSection() {
        CompletableFuture<String> stored = new CompletableFuture<>();
        AsyncCallable<String> section = () -> stored;
        Task<String> task = loop.start(() -> lock.locked(section));
        Eventually.until(lock::isLocked);
        assertThat(loop.call(() -> lock.tryLock())).isFalse();
        stored.complete("stored");
        assertThat(task.result()).isEqualTo("stored");
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @DisplayName("law 3: gives the lock back when the section is cancelled")
    void givesTheLockBackOnCancel() {
        Task<Void> task = loop.start(() -> lock.locked(() -> Async.sleep(LONG)));
        Eventually.until(lock::isLocked);
        Eventually.until(() -> loop.stats().timers() == 1);
        task.cancel();
        task.outcome();
        assertThat(lock.stats()).isEqualTo(new LockStats(false, "", 0));
    }

    @Test
    void refusesToBeLockedAgainByItsHolder() {
        String message = "lock 'ledger' is held by the code that locks it, or code that waits for it, which would wait"
                + " for itself: unlock it first, or have the code inside rely on the lock being held";
        lock.lock();
        assertThatIllegalStateException().isThrownBy(() -> lock.lock()).withMessage(message);
        assertThatIllegalStateException().isThrownBy(() -> lock.locked(() -> 1)).withMessage(message);
        assertThat(lock.tryLock(Duration.ofNanos(1))).isFalse();
        assertThat(lock.isHeldHere()).as("still held").isTrue();
        assertThat(lock.stats().waiting()).isZero();
        lock.unlock();
        assertThat(loop.start(() -> lock.locked(() -> {
            assertThatIllegalStateException().isThrownBy(() -> lock.lock()).withMessage(message);
            assertThatIllegalStateException().as("in a call, for which the holder waits")
                    .isThrownBy(() -> loop.call(() -> lock.locked(() -> 1))).withMessage(message);
            return "a coroutine is told, too";
        })).result()).isNotEmpty();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void refusesToBeUnlockedByOthers() {
        String message = "lock 'ledger' can only be unlocked by the task, or thread, that holds it (%s does):"
                + " lock it first, in the same task";
        assertThatIllegalStateException().isThrownBy(lock::unlock).withMessage(message, "nobody");
        lock.lock();
        String holder = Thread.currentThread().getName();
        assertThat(ForeignThread.of(() -> {
            lock.unlock();
            return 1;
        }).failure()).isInstanceOf(IllegalStateException.class).hasMessage(message, holder);
        assertThatIllegalStateException().as("a coroutine on the same thread")
                .isThrownBy(() -> loop.call(lock::unlock)).withMessage(message, holder);
        Task<Void> coroutine = loop.start(lock::unlock);
        Eventually.until(coroutine::isDone);
        assertThatThrownBy(coroutine::result).isInstanceOf(IllegalStateException.class).hasMessage(message, holder);
        assertThat(lock.isHeldHere()).isTrue();
        lock.unlock();
        assertThatIllegalStateException().as("twice").isThrownBy(lock::unlock).withMessage(message, "nobody");
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.tryLock()).isTrue();
    }

    @Test
    @DisplayName("the holder is a task: the answers do not depend on the thread that happens to run it")
    void isHeldByATaskWhereverItRuns() {
        lock.lock();
        for (int i = 0; i < 50; i++) {
            Task<Boolean> awaitedAtOnce = loop.start(() -> lock.isHeldHere() || lock.tryLock(Duration.ZERO));
            assertThat(awaitedAtOnce.result()).isFalse();
        }
        lock.unlock();
        assertThat(loop.call(() -> {
            lock.lock();
            boolean inside = loop.call(lock::isHeldHere);
            String owner = lock.stats().owner();
            lock.unlock();
            return inside + " " + owner;
        })).isEqualTo("false loop/AsyncLockTest lambda");
    }

    @Test
    void saysItsName() {
        assertThat(lock).hasToString("lock 'ledger'");
        assertThat(AsyncLock.create()).hasToString("lock");
    }

    @Test
    void refusesANameThatIsNull() {
        assertThatNullPointerException().isThrownBy(() -> AsyncLock.named(null)).withMessageContaining("null");
    }

    @Test
    void refusesASectionThatIsNull() {
        String message = "the job is null: give a function to run";
        assertThatNullPointerException().isThrownBy(() -> lock.locked((Callable<String>) null))
                .withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> lock.locked((AsyncCallable<String>) null))
                .withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> lock.locked((BlockingAction) null)).withMessage(message);
        assertThat(lock.isLocked()).isFalse();
    }
}
