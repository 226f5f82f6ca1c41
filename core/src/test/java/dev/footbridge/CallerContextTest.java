package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a called job sees of the thread that calls: all of it, because it runs there. */
@Timeout(30)
class CallerContextTest {

    private static final ThreadLocal<String> USER = new ThreadLocal<>();
    private static final ScopedValue<String> TENANT = ScopedValue.newInstance();

    private final EventLoop loop = EventLoop.open();

    @AfterEach
    void close() {
        USER.remove();
        loop.close();
    }

    @Test
    void seesAndChangesTheCallersThreadLocalsInACall() {
        USER.set("ada");

        assertThat(loop.call(USER::get)).isEqualTo("ada");
        loop.call(() -> USER.set("grace"));
        assertThat(USER.get()).isEqualTo("grace");
    }

    @Test
    void seesTheCallersScopedValuesInACall() {
        ScopedValue.where(TENANT, "blue").run(() -> {
            assertThat(loop.call(TENANT::get)).isEqualTo("blue");
            assertThat(loop.call(() -> loop.call(TENANT::get))).isEqualTo("blue");
            assertThat(loop.runUntilComplete(TENANT::get)).isEqualTo("blue");
            assertThat(loop.atomically(TENANT::get)).isEqualTo("blue");
        });
    }

    @Test
    void keepsTheCallersThreadThroughEveryWaitOfTheCall() {
        USER.set("ada");
        Thread caller = Thread.currentThread();
        loop.call(() -> {
            for (int i = 0; i < 20; i++) {
                Async.yieldNow();
                Async.sleep(Duration.ofNanos(1_000));
                Async.await(CompletableFuture.supplyAsync(() -> 1));
                assertThat(Thread.currentThread()).isSameAs(caller);
                assertThat(USER.get()).isEqualTo("ada");
            }
        });
    }

    @Test
    void holdsTheCallersLocksInACall() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            assertThat(loop.call(lock::isHeldByCurrentThread)).isTrue();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void runsTheAsyncFunctionOfACallOnTheCallersThread() {
        USER.set("ada");

        assertThat(loop.call(() -> CompletableFuture.completedFuture(USER.get()))).isEqualTo("ada");
        assertThat(Async.block(() -> CompletableFuture.completedFuture(USER.get()))).isEqualTo("ada");
    }

    @Test
    void runsInPlaceOnTheCallersLevelAndInBlock() {
        USER.set("ada");

        assertThat(Level.caller().call(USER::get)).isEqualTo("ada");
        assertThat(Level.caller().start(USER::get).result()).isEqualTo("ada");
        assertThat(Async.block(USER::get)).isEqualTo("ada");
        assertThat(Async.shielded(USER::get)).isEqualTo("ada");
    }

    @Test
    void leavesTheThreadAsItFoundIt() {
        loop.call(() -> Async.yieldNow());

        assertThat(Async.runningLoop()).isEmpty();
        assertThat(Async.currentTask()).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void keepsAnInterruptFlagThatWasSetDuringTheCall() {
        loop.call(() -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void doesNotSeeTheCallersThreadLocalsOnAnotherThread() {
        USER.set("ada");
        try (ThreadPool pool = ThreadPool.open()) {
            Callable<Boolean> unset = () -> USER.get() == null;
            assertThat(pool.call(unset)).isTrue();
            assertThat(loop.call(() -> pool.call(unset))).isTrue();
        }
    }
}
