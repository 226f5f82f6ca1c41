package dev.footbridge.sync;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A lock that coroutines and threads share: held by one at a time, also while its holder waits for other things.
 *
 * <p>Fair: whoever waits gets it in the order they came, and nobody overtakes them. A wait that is cancelled leaves the
 * queue and takes nothing with it. Not reentrant: code that locks it again would wait for itself, and is told so.
 *
 * {@snippet :
 * AsyncLock ledger = AsyncLock.named("ledger");
 *
 * ledger.locked(() -> {
 *     Account account = await(load(id));        // others of the loop run, but none of them in here
 *     await(store(account.plus(amount)));
 * });
 * }
 *
 * <p>On one event loop code is atomic between its waits anyway: a lock is for sections with waits in them. The holder
 * is the task that locked it, or the thread outside of tasks. Needs no closing; any thread may use it.
 */
public final class AsyncLock {

    private final String name;
    private final Permits permits = new Permits(1, 1);
    /**
     * Who holds it: a thread and, on it, a task, because which thread runs a task is a matter of chance. Written by the
     * holder only, so whoever asks whether that is himself is told right; to others it may be news of a moment ago.
     *
     * <p>Whoever takes the permit finds out before who he is, and calls nothing between the two: a stack overflow there
     * would leave the lock locked for ever, without an owner to unlock it.
     */
    private @Nullable Thread owner;
    private @Nullable Promise<?> ownerTask;

    private AsyncLock(String name) {
        this.name = name;
    }

    /** A lock without a name. */
    public static AsyncLock create() {
        return new AsyncLock("");
    }

    /**
     * A lock with a name for messages.
     *
     * @param name what it protects
     * @return the lock, free
     */
    public static AsyncLock named(String name) {
        return new AsyncLock(" '" + Objects.requireNonNull(name, "the lock's name is null: use create()") + "'");
    }

    /**
     * Waits for the lock and takes it.
     *
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted; the lock is then not held
     * @throws IllegalStateException if the calling code holds it already
     */
    public void lock() {
        lock(Strand.NEVER);
    }

    /** Takes the lock if it is free and nobody waits for it. False also for its holder. */
    public boolean tryLock() {
        Promise<?> task = currentTask();
        Thread thread = Thread.currentThread();
        if (!permits.tryTake(1)) {
            return false;
        }
        ownerTask = task;
        owner = thread;
        return true;
    }

    /**
     * Waits for the lock, but no longer than this.
     *
     * @param limit how long; zero or less does not wait
     * @return whether it is held now; not if the calling code held it before
     * @throws CancelledException as {@link #lock()}
     */
    public boolean tryLock(Duration limit) {
        return lock(Durations.nanos(limit));
    }

    private boolean lock(long nanos) {
        Promise<?> task = currentTask();
        Thread thread = Thread.currentThread();
        if (!permits.tryTake(1) && !waited(thread, nanos)) {
            return false;
        }
        ownerTask = task;
        owner = thread;
        return true;
    }

    private boolean waited(Thread thread, long nanos) {
        if (nanos == Strand.NEVER && owner == thread) {
            throw new IllegalStateException(
                    this + " is held by the code that locks it, or code that waits for it, which would wait for itself:"
                            + " unlock it first, or have the code inside rely on the lock being held");
        }
        return permits.take(Strand.here(), 1, nanos, "waited for " + this);
    }

    /** Takes the lock again after a wait for a condition, whatever is cancelled meanwhile. */
    void relock(Strand strand) {
        Promise<?> task = currentTask();
        Thread thread = Thread.currentThread();
        strand.shielded(() -> permits.take(strand, 1, Strand.NEVER, "waited for " + this));
        ownerTask = task;
        owner = thread;
    }

    private static @Nullable Promise<?> currentTask() {
        Strand strand = Strand.current();
        return strand == null ? null : strand.task();
    }

    /**
     * Gives the lock back, to whoever waits longest.
     *
     * @throws IllegalStateException if the calling code does not hold it
     */
    public void unlock() {
        Promise<?> task = ownerTask;
        Thread thread = owner;
        if (thread != Thread.currentThread() || task != currentTask()) { // no deeper on the stack than lock() goes
            throw notHeld("unlocked");
        }
        owner = null;
        ownerTask = null;
        boolean isWaitedFor;
        try {
            isWaitedFor = permits.giveOne();
        } catch (Throwable error) { // a stack overflow: it is held as before
            ownerTask = task;
            owner = thread;
            throw error;
        }
        if (isWaitedFor) {
            permits.serveAndWake();
        }
    }

    void requireHeld(String verb) {
        if (!isHeldHere()) {
            throw notHeld(verb);
        }
    }

    private IllegalStateException notHeld(String verb) {
        String holder = holder();
        return new IllegalStateException(this + " can only be " + verb + " by the task, or thread, that holds it ("
                + (holder.isEmpty() ? "nobody" : holder) + " does): lock it first, in the same task");
    }

    private String holder() {
        Thread thread = owner;
        Promise<?> task = ownerTask;
        return task != null ? task.name() : thread != null ? thread.getName() : "";
    }

    /**
     * Runs code while holding the lock.
     *
     * @param <T> the type of the value
     * @param section what to run
     * @return its value; what it throws is thrown, and the lock is given back
     * @throws CancelledException as {@link #lock()}
     * @throws IllegalStateException if the calling code holds it already
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public <T extends @Nullable Object> T locked(Callable<T> section) {
        Callable<T> body = Body.of(section);
        lock();
        try {
            return body.call();
        } catch (Throwable error) {
            throw Sneaky.raise(error);
        } finally {
            unlock();
        }
    }

    /**
     * Calls an async function and waits for its stage while holding the lock, as {@link #locked(Callable)}.
     *
     * @param <T> the type of the value
     * @param section what to run
     * @return its value; what its stage fails with is thrown
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public <T extends @Nullable Object> T locked(AsyncCallable<T> section) {
        return locked(Body.of(section));
    }

    /**
     * Runs code without a value while holding the lock, as {@link #locked(Callable)}.
     *
     * @param section what to run
     */
    public void locked(BlockingAction section) {
        locked(Body.of(section));
    }

    /** Something that code which holds this lock can wait for, and tell. */
    public AsyncCondition newCondition() {
        return new AsyncCondition(this);
    }

    /** Whether somebody holds it. */
    public boolean isLocked() {
        return permits.free() == 0;
    }

    /** Whether the calling code holds it. */
    public boolean isHeldHere() {
        return owner == Thread.currentThread() && ownerTask == currentTask();
    }

    /** How it stands. */
    public LockStats stats() {
        return new LockStats(isLocked(), holder(), permits.waiting());
    }

    @Override
    public String toString() {
        return "lock" + name;
    }
}
