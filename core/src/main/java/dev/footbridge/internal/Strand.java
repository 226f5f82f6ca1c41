package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A thread as Footbridge sees it: who waits, in which cancel scopes, and under which loop's baton, if any.
 *
 * <p>{@link #await} is the one place where anything in Footbridge waits. A strand with a {@link Host} is a coroutine:
 * waiting passes the baton on. A strand without one blocks its thread, after giving back the slot it holds.
 * Everything here is called by the strand's own thread, except {@link #unpark}, {@link #poke} and {@link #grant}.
 */
public class Strand extends TurnTaker {

    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Bodies running in place on one stack, one inside the other, before a new stack is taken. */
    public static final int MAX_DEPTH = 48;

    private static final ThreadLocal<@Nullable Strand> CURRENT = new ThreadLocal<>();
    private static final String NO_WAITING = "an atomic section must not wait (it holds the loop): await before it or after it";
    private final Interrupts interrupts;
    private volatile @Nullable Host host;
    private volatile @Nullable Scope scope;
    private @Nullable Scope entry;
    private @Nullable Object home;
    private @Nullable Slot slot;
    private boolean slotGiven;
    private boolean atomic;
    private volatile boolean sentByAbort;
    private int depth;
    private @Nullable Cancel met;

    /** The strand of this thread. */
    public Strand(Thread thread) {
        super(thread);
        this.interrupts = new Interrupts(thread);
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
        return bound != null && bound.host != null;
    }

    /** Makes this the strand of the calling thread, until {@link #unbind}. */
    public final void bind() {
        CURRENT.set(this);
    }

    /** Leaves nothing on the thread. */
    public final void unbind() {
        CURRENT.remove();
    }

    /** The loop under whose baton it runs, or null. */
    public final @Nullable Host host() {
        return host;
    }

    /** Enters (or, with null, leaves) a loop. */
    public final void setHost(@Nullable Host host) {
        this.host = host;
    }

    /** Leaves its loop; an interrupt that was meant for the loop's code stays behind. */
    public final void leaveHost() {
        host = null;
        if (sentByAbort) {
            sentByAbort = false;
            interrupts.clear();
        }
    }

    /** Gives it a slot to hand back while it waits. */
    public final void setSlot(Slot slot) {
        this.slot = slot;
    }

    /** The level whose thread this is, or null. */
    public final @Nullable Object home() {
        return home;
    }

    /** Says whose thread this is. */
    public final void setHome(Object level) {
        this.home = level;
    }

    /** Whether one more body may run in place on this stack. */
    public final boolean hasDepth() {
        return depth < MAX_DEPTH;
    }

    // ---- scopes

    final @Nullable Scope scope() {
        return scope;
    }

    final void push(Scope inner) {
        depth++;
        scope = inner;
    }

    final void pop(Scope inner) {
        depth--;
        scope = inner.outer();
        if (inner.cancelled() != null) {
            interrupts.clear();
        }
        if (inner.isShield()) {
            interrupts.resume(Scope.effective(scope));
        }
    }

    /** The scope by which an interrupt of a thread that runs a coroutine in place reaches that coroutine. */
    final void setEntry(@Nullable Scope entry) {
        this.entry = entry;
    }

    /** The innermost task whose body runs here. */
    public final @Nullable Promise<?> task() {
        for (Scope inner = scope; inner != null; inner = inner.outer()) {
            Promise<?> task = inner.task();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    /** Throws if this strand is cancelled here. */
    public final void checkCancelled() {
        Cancel request = Scope.effective(scope);
        if (request != null) {
            throw meet(request).exception();
        }
    }

    /** Something cancelled a scope of this strand: let its wait look again, or interrupt what it runs. Any thread. */
    final void poke(Scope cancelled, Cancel request) {
        unpark();
        if (request.interrupts() && thread() != Thread.currentThread()) {
            interrupts.send(request,
                    () -> !cancelled.isEnded() && !isWaitingForTurn() && Scope.effective(scope) != null);
        }
    }

    /** Interrupts whatever runs here now, because its loop is being aborted and cannot get the baton. Any thread. */
    public final void interruptHolder(Host loop, Cancel request) {
        sentByAbort = true;
        interrupts.send(request, () -> host == loop && !isWaitingForTurn());
    }

    private Cancel meet(Cancel request) {
        met = request;
        interrupts.met(request);
        return request;
    }

    // ---- waiting

    /** Waits until the waiter is signalled, a scope is cancelled, the deadline passes or the thread is interrupted. */
    public final Wake await(Waiter waiter, long deadline) {
        Wake wake;
        do {
            wake = look(waiter, deadline);
            if (wake == null) {
                if (atomic && waiter.giveUp()) {
                    throw new IllegalStateException(NO_WAITING);
                }
                park(deadline);
            }
        } while (wake == null);
        if (slotGiven && host == null) {
            takeSlot();
        }
        return wake;
    }

    /** Waits for this long; a time that is not positive is a yield. */
    public final void sleep(long nanos) {
        if (nanos <= 0) {
            yieldNow();
            return;
        }
        Wake wake = await(new Waiter(this), deadline(nanos));
        if (wake == Wake.CANCELLED) {
            throw met().exception();
        }
        if (wake == Wake.INTERRUPTED) {
            thread().interrupt();
            throw new CancelledException(thread() + " was interrupted while it slept");
        }
    }

    /** Lets all that is ready on the loop run once; on a thread without a loop, hints the scheduler. */
    public final void yieldNow() {
        checkCancelled();
        Host loop = host;
        if (loop == null) {
            hintScheduler();
        } else if (atomic) {
            throw new IllegalStateException(NO_WAITING);
        } else {
            loop.letOthersRun(this);
            checkCancelled();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a hint is all that is promised
    private static void hintScheduler() {
        Thread.yield();
    }

    /** Runs something whose waits no cancel ends; interrupts come back afterwards. */
    public final <T> T shielded(Supplier<T> action) {
        Scope shield = new Scope(this, scope, true);
        push(shield);
        try {
            return action.get();
        } finally {
            pop(shield);
        }
    }

    /** Runs a section in which nothing may wait. */
    public final <T extends @Nullable Object> T atomically(Callable<T> section) throws Exception {
        boolean outer = atomic;
        atomic = true;
        try {
            return section.call();
        } finally {
            atomic = outer;
        }
    }

    private @Nullable Wake look(Waiter waiter, long deadline) {
        if (waiter.isSignalled()) {
            return Wake.SIGNALLED;
        }
        Scope inner = scope;
        if (inner != null) {
            Cancel request = Scope.effective(inner);
            if (request != null) {
                return waiter.giveUp() ? cancelled(request) : Wake.SIGNALLED;
            }
        }
        if (host == null && Thread.interrupted() && interrupts.isForeign()) {
            if (!Scope.isShielded(inner)) {
                return waiter.giveUp() ? Wake.INTERRUPTED : restore(Wake.SIGNALLED);
            }
            interrupts.keep();
        }
        if (deadline != NEVER && nanoTime() - deadline >= 0) {
            return waiter.giveUp() ? Wake.TIMED_OUT : Wake.SIGNALLED;
        }
        return null;
    }

    private Wake cancelled(Cancel request) {
        meet(request);
        return Wake.CANCELLED;
    }

    private Wake restore(Wake wake) {
        thread().interrupt();
        return wake;
    }

    /** The request that ended the last wait as {@link Wake#CANCELLED}. */
    public final Cancel met() {
        Cancel request = met;
        if (request == null) {
            throw new IllegalStateException("this strand met no cancel");
        }
        return request;
    }

    /** The clock that deadlines of this strand are read on. */
    public final long nanoTime() {
        Host loop = host;
        return loop == null ? System.nanoTime() : loop.nanoTime();
    }

    /** This much time from now, on this strand's clock. */
    public final long deadline(long nanos) {
        return nanoTime() + Math.min(nanos, NEVER >> 1);
    }

    private void park(long deadline) {
        Host loop = host;
        if (loop != null) {
            loop.park(this, deadline);
        } else {
            beforeSleep();
            if (deadline == NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, deadline - System.nanoTime());
            }
        }
    }

    /** Makes the strand's wait look again. Any thread; harmless when it does not wait. */
    public final void unpark() {
        Host loop = host;
        if (loop != null) {
            loop.unpark(this);
        } else {
            LockSupport.unpark(thread());
        }
    }

    // ---- slots

    @Override
    final void beforeSleep() {
        Slot held = slot;
        if (held != null && !slotGiven) {
            slotGiven = true;
            held.release();
        }
    }

    /** Takes back the slot given away while this strand waited; called once it no longer holds a baton. */
    public final void takeSlot() {
        Slot held = slot;
        if (held != null && slotGiven) {
            held.reacquire();
            slotGiven = false;
        }
    }

    /** An interrupt met while this strand is a coroutine: a foreign one cancels the call that lent the thread. */
    @Override
    public final void noteInterrupt() {
        if (interrupts.isForeign()) {
            interrupts.keep();
            Scope lent = entry;
            if (lent != null) {
                lent.cancel(Cancel.cooperative(thread() + " was interrupted while it ran a call"));
            }
        }
    }

    /** Gives the thread back the interrupts that were kept from it. */
    public final void restoreInterrupt() {
        interrupts.giveBack();
    }
}
