package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.sync.AsyncLock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A condition for the coroutines of one loop, made of futures, with a flaw; without one it is sound. */
final class BrokenCondition implements Signals {

    /** What is wrong. */
    enum Flaw {
        /** Nothing: the checks must not find anything. */
        NONE,
        /** A signal goes to one that was cancelled and only waits for the lock, and is lost. */
        WAKES_THE_CANCELLED,
        /** A wait that is cancelled does not take the lock again. */
        FORGETS_THE_LOCK,
        /** A cancel cuts the wait for the lock short. */
        DOES_NOT_WAIT_FOR_THE_LOCK,
        /** A cancel that comes after the signal throws it away. */
        LOSES_THE_SIGNAL,
        /** The one that came last is woken first. */
        WAKES_THE_LAST
    }

    private final Flaw flaw;
    private final AsyncLock lock;
    private final ArrayDeque<CompletableFuture<@Nullable Void>> line = new ArrayDeque<>();

    BrokenCondition(Flaw flaw, AsyncLock lock) {
        this.flaw = flaw;
        this.lock = lock;
    }

    @Override
    public void await() {
        CompletableFuture<@Nullable Void> me = new CompletableFuture<>();
        line.add(me);
        lock.unlock();
        boolean signalled = false;
        try {
            Async.await(me);
            signalled = true;
        } finally {
            relock(signalled);
            line.remove(me);
        }
        if (flaw == Flaw.LOSES_THE_SIGNAL) {
            Async.yieldNow();
        }
    }

    private void relock(boolean signalled) {
        if (flaw == Flaw.DOES_NOT_WAIT_FOR_THE_LOCK) {
            lock.lock();
        } else if (signalled || flaw != Flaw.FORGETS_THE_LOCK) {
            Async.shielded(() -> {
                lock.lock();
                return lock;
            });
        }
    }

    @Override
    public boolean await(Duration limit) {
        if (limit.isZero()) {
            lock.unlock();
            relock(true);
            return false;
        }
        boolean[] signalled = {false};
        try {
            Async.withTimeout(limit, () -> {
                await();
                signalled[0] = true;
                return signalled;
            });
        } catch (TimeoutException _) {
            return signalled[0];
        }
        return true;
    }

    @Override
    public void signal(int count) {
        for (int left = count; left > 0 && !line.isEmpty();) {
            CompletableFuture<@Nullable Void> next = flaw == Flaw.WAKES_THE_LAST ? line.removeLast() : line.remove();
            if (next.complete(null) || flaw == Flaw.WAKES_THE_CANCELLED) {
                left--;
            }
        }
    }

    @Override
    public int waiting() {
        return line.size();
    }
}
