package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread as Footbridge sees it: who waits, in which cancel scopes, and under which loop's baton, if any.
 *
 * <p>{@link #await} is the one place where anything in Footbridge waits. A strand with a {@link Host} is a coroutine:
 * waiting passes the baton on. A strand without one blocks its thread, after giving back the slot it holds.
 * Everything here is called by the strand's own thread, except {@link #unpark} and {@code poke}.
 */
public final class Strand extends Seated {

    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final ThreadLocal<@Nullable Strand> CURRENT = new ThreadLocal<>();
    private static final String NO_WAITING_WHEN_ATOMIC = "an atomic section must not wait (it holds the loop): await before it or after it";
    private static final VarHandle AWAITING;

    static {
        try {
            AWAITING = MethodHandles.lookup().findVarHandle(Strand.class, "awaiting", TaskWait.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Why nothing may wait here; null where it may. */
    private @Nullable String noWaiting;
    private long parks;
    /** What it waits for at the moment, and until when. Read by itself only. */
    private @Nullable Waiter waiter;
    private long until;
    /** The task it waits for, as others may see it. */
    private volatile @Nullable TaskWait awaiting;

    /** The strand of this thread. */
    public Strand(Thread thread) {
        this(thread, null);
    }

    /** A strand that runs on top of another one, which waits. */
    Strand(Thread thread, @Nullable Strand below) {
        super(thread, below);
    }

    // ---- which strand runs here

    /** The strand bound to the calling thread, or null on a thread that Footbridge does not know. */
    public static @Nullable Strand current() {
        return CURRENT.get();
    }

    /** The strand of the calling thread; a passing one when none is bound. */
    public static Strand here() {
        Strand bound = CURRENT.get();
        return bound != null ? bound : new Strand(Thread.currentThread());
    }

    /** Whether the calling thread is a coroutine of some loop at this moment. */
    public static boolean inCoroutine() {
        Strand bound = CURRENT.get();
        return bound != null && bound.seat() != null;
    }

    /** Makes this the strand of the calling thread, until {@link #unbind}. */
    public void bind() {
        CURRENT.set(this);
    }

    /** Leaves nothing on the thread. */
    public void unbind() {
        CURRENT.set(null); // cheaper than removing the entry, and as empty
    }

    /** Called on a thread that is about to run code of the user's that has nothing to do with the thread's job. */
    static void beforeCallbacks() {
        Strand bound = CURRENT.get();
        Runnable action = bound == null ? null : bound.beforeCallbacksHere();
        if (action != null) {
            action.run();
        }
    }

    // ---- waiting

    /** Waits until the waiter is signalled, a scope is cancelled, the deadline passes or the thread is interrupted. */
    public Wake await(Waiter waiter, long deadline) {
        try {
            return awaitWithoutSlot(waiter, deadline);
        } finally {
            if (seat() == null) {
                takeSlot();
            }
        }
    }

    /**
     * As {@link #await}, but leaves a slot that was given back to be taken later: for a wait that ends with a baton.
     */
    public Wake awaitWithoutSlot(Waiter waiter, long deadline) {
        Wake wake;
        this.waiter = waiter;
        until = deadline;
        try {
            wake = lookUntilOver(waiter, deadline);
        } catch (Throwable error) {
            if (waiter.giveUp()) {
                throw error;
            }
            wake = Wake.SIGNALLED; // what it was handed must not get lost
        } finally {
            this.waiter = null;
        }
        if (wake == Wake.SIGNALLED) {
            interruptIfCancelled();
        } else if (waiter.minds()) {
            waiter.leave(wake, wake == Wake.CANCELLED ? met() : null);
        }
        return wake;
    }

    /**
     * Why the wait is over, or null. What takes locks comes first: nothing between the last look and the park may park.
     */
    private @Nullable Wake look(Waiter waiter, long deadline) {
        boolean found = !waiter.isSignalled() && waiter.poll();
        boolean interrupted = seat() == null && takeInterrupt();
        Cancel request = cancellation();
        if (found || waiter.isSignalled()) {
            return interrupted ? restore(Wake.SIGNALLED) : Wake.SIGNALLED;
        }
        if (waiter.isDead()) {
            return interrupted ? restore(Wake.REFUSED) : Wake.REFUSED;
        }
        if (request != null) {
            Wake wake = waiter.giveUp() ? cancelled(request) : Wake.SIGNALLED;
            return interrupted ? restore(wake) : wake;
        }
        if (interrupted) {
            return waiter.giveUp() ? Wake.INTERRUPTED : restore(Wake.SIGNALLED);
        }
        if (deadline != NEVER && nanoTime() - deadline >= 0) {
            return waiter.giveUp() ? Wake.TIMED_OUT : Wake.SIGNALLED;
        }
        return null;
    }

    private Wake lookUntilOver(Waiter waiter, long deadline) {
        for (;;) {
            Wake wake = look(waiter, deadline);
            if (wake != null) {
                return wake;
            }
            checkMayWait();
            HeadStart start = headStart();
            if (start != null && start.beginsWait()) {
                continue;
            }
            if (seat() != null) {
                park(deadline);
            } else if (!(waiter.leavesTime() && doErrand()) && !giveSlot() && isStillToWait(waiter)) {
                park(deadline);
            }
        }
    }

    /** Asked last of all, without a lock: looking for an errand may have used up a wake-up. */
    private boolean isStillToWait(Waiter waiter) {
        return waiter.isWaiting() && Scope.effective(scope()) == null;
    }

    /** Throws where nothing may wait: in an atomic section, and on a thread that must not be blocked. */
    public void checkMayWait() {
        checkIsNotAtomic();
        if (seat() == null) {
            BlockingRefusal.check();
        }
    }

    private void checkIsNotAtomic() {
        if (noWaiting != null) {
            throw new IllegalStateException(noWaiting);
        }
    }

    /** Does something that this thread was asked for, while it waits; false when there is nothing. */
    public boolean doErrand() {
        return hasErrands() && ErrandRun.next(this, waiter, until);
    }

    /** Says what task it is about to wait for, before it looks whether that can end; null for none. */
    void setAwaiting(@Nullable TaskWait wait) {
        if (wait == null) {
            AWAITING.setRelease(this, null);
        } else {
            awaiting = wait;
        }
    }

    /** The task it waits for, if that is all it waits for. Any thread. */
    @Nullable
    TaskWait awaiting() {
        return awaiting;
    }

    private Wake cancelled(Cancel request) {
        meet(request);
        return Wake.CANCELLED;
    }

    private Wake restore(Wake wake) {
        thread().interrupt();
        return wake;
    }

    private void park(long deadline) {
        parks++;
        Seat place = seat();
        if (place != null) {
            place.host().park(place, deadline);
        } else {
            if (deadline == NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, deadline - System.nanoTime());
            }
        }
    }

    /** How often it has slept so far. */
    long parks() {
        return parks;
    }

    /** Lets every strand of the loop that is ready run once; false on a thread without a loop. */
    boolean letOthersRun() {
        Seat place = seat();
        if (place == null) {
            return false;
        }
        checkIsNotAtomic();
        HeadStart start = headStart();
        if (start != null) {
            start.beginsWait();
        }
        place.host().letOthersRun(place);
        return true;
    }

    // ---- sections without waits

    /** Runs a section in which nothing may wait. */
    public <T extends @Nullable Object> T atomically(Callable<T> section) throws Exception {
        String outer = noWaiting;
        noWaiting = outer == null ? NO_WAITING_WHEN_ATOMIC : outer;
        try {
            return section.call();
        } finally {
            noWaiting = outer;
        }
    }

    /** Has every wait from here on refused, with this reason. */
    public void refuseWaits(String reason) {
        noWaiting = reason;
    }

    /** Whether nothing may wait here. */
    public boolean isAtomic() {
        return noWaiting != null;
    }
}
