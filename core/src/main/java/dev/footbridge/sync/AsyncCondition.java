package dev.footbridge.sync;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.StackRoom;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Waits;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.function.BooleanSupplier;

/**
 * Something that code which holds an {@link AsyncLock} waits for: it lets the lock go meanwhile, and holds it again
 * when the wait returns, however that ends. Made by {@link AsyncLock#newCondition()}.
 *
 * <p>A signal wakes exactly one wait that has begun, the oldest; one that is cancelled at that moment does not take the
 * signal with it.
 *
 * {@snippet :
 * lock.locked(() -> notEmpty.awaitUntil(() -> !items.isEmpty()));
 * }
 *
 * <p>Every method but {@link #stats} throws {@link IllegalStateException} unless the calling code holds the lock.
 */
public final class AsyncCondition {

    private final AsyncLock lock;
    /** Guarded by the lock. */
    private final LinkedHashSet<Waiter> waiters = new LinkedHashSet<>();
    private volatile int waiting;

    AsyncCondition(AsyncLock lock) {
        this.lock = lock;
    }

    /**
     * Lets the lock go until a signal comes.
     *
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted; the lock is held all the
     *         same
     */
    public void await() {
        await(Strand.NEVER);
    }

    /**
     * Lets the lock go until a signal comes, but no longer than this. Taking it again afterwards may take longer.
     *
     * @param limit how long; zero or less still lets the lock go for a moment
     * @return whether a signal came
     * @throws CancelledException as {@link #await()}
     */
    public boolean await(Duration limit) {
        return await(Durations.nanos(limit));
    }

    /**
     * Waits until this holds, which is asked now and after each signal, with the lock held.
     *
     * @param predicate what is waited for; must not wait itself
     * @throws CancelledException as {@link #await()}
     */
    public void awaitUntil(BooleanSupplier predicate) {
        lock.requireHeld("waited on");
        while (!predicate.getAsBoolean()) {
            await();
        }
    }

    /**
     * Waits until this holds, but no longer than so.
     *
     * @param predicate what is waited for; must not wait itself
     * @param limit how long in all
     * @return whether it holds
     * @throws CancelledException as {@link #await()}
     */
    public boolean awaitUntil(BooleanSupplier predicate, Duration limit) {
        lock.requireHeld("waited on");
        Strand strand = Strand.here();
        long deadline = strand.deadline(Durations.nanos(limit));
        while (!predicate.getAsBoolean()) {
            long left = deadline - strand.nanoTime();
            if (left <= 0) {
                return false;
            }
            await(left);
        }
        return true;
    }

    private boolean await(long nanos) {
        lock.requireHeld("waited on");
        Strand strand = Strand.here();
        strand.checkMayWait(); // as long as the lock is held
        StackRoom.ensure(); // or an overflow could come when the lock is to be taken again
        Waiter waiter = new Waiter(strand);
        waiters.add(waiter);
        waiting = waiters.size();
        lock.unlock();
        try {
            long deadline = nanos == Strand.NEVER ? nanos : strand.deadline(nanos);
            return Waits.signalled(strand, waiter, deadline, "waited for a condition of " + lock);
        } finally {
            lock.relock(strand);
            waiters.remove(waiter);
            waiting = waiters.size();
        }
    }

    /** Wakes the one that waits longest, if there is one. */
    public void signal() {
        signal(1);
    }

    /**
     * Wakes those that wait longest.
     *
     * @param count how many at most; zero or more
     */
    public void signal(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a signal cannot wake fewer than 0 waits (count is " + count
                    + "): say how many are to be woken");
        }
        lock.requireHeld("signalled on");
        for (int left = count; left > 0 && !waiters.isEmpty();) {
            if (waiters.removeFirst().signal()) {
                left--;
            }
        }
        waiting = waiters.size();
    }

    /** Wakes all that wait. */
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    /** How it stands; any thread may ask. */
    public ConditionStats stats() {
        return new ConditionStats(waiting);
    }
}
