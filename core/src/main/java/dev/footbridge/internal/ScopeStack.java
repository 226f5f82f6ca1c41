package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cancel scopes that the code of one thread is in, and what a cancel of one of them does to that thread. The half
 * of a {@link Strand} that knows about cancels; the other half knows about waiting.
 *
 * <p>Everything here is called by the strand's own thread, except {@link #poke}.
 */
abstract sealed class ScopeStack permits Surroundings {

    /** Bodies running in place on one stack, one inside the other, before a new stack is taken. */
    private static final int MAX_DEPTH = 48;

    private static final VarHandle SCOPE;

    static {
        try {
            SCOPE = MethodHandles.lookup().findVarHandle(ScopeStack.class, "scope", Scope.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread;
    private final Interrupts interrupts;
    /** Written with release only; a shield, which must be seen at once, takes the interrupts' guard after it. */
    private volatile @Nullable Scope scope;
    private @Nullable Scope entry;
    private @Nullable Cancel met;
    private int depth;

    ScopeStack(Thread thread) {
        this.thread = thread;
        this.interrupts = new Interrupts(thread);
    }

    /** The thread it runs on. */
    public final Thread thread() {
        return thread;
    }

    // ---- what the code is in

    final @Nullable Scope scope() {
        return scope;
    }

    final void push(Scope inner) {
        depth++;
        SCOPE.setRelease(this, inner);
        if (inner.isShield()) {
            interrupts.hold();
        }
    }

    /** Ends a scope, and with it those inside that somebody left open. */
    final void pop(Scope inner) {
        boolean cancelled = inner.cancelled() != null;
        for (Scope left = scope; left != inner && left != null; left = left.outer()) {
            depth--;
            cancelled |= left.cancelled() != null;
            left.end();
            endLeftOpen(left);
        }
        depth--;
        if (inner.isShield()) {
            scope = inner.outer(); // a cancel either sees the end of the shield, or is seen by the look behind it
        } else {
            SCOPE.setRelease(this, inner.outer());
        }
        if (cancelled) {
            interrupts.clear();
        }
        if (inner.isShield() && !Scope.isShielded(scope)) {
            interrupts.resume(Scope.effective(scope));
        }
        Cancel met = inner.metInside();
        if (met != null) {
            untellScopes(scope, met); // it has met it for itself, and may have ended as if it had not
        }
    }

    /** Whatever comes of it: what is around goes on. */
    private static void endLeftOpen(Scope left) {
        try {
            left.leftOpen();
        } catch (Throwable broken) {
            FailureSink.log("the end of a scope that was left open", broken);
        }
    }

    /** Whether one more body may run in place on this stack. */
    public final boolean hasDepth() {
        return depth < MAX_DEPTH;
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

    /** Runs something whose waits no cancel ends; interrupts come back afterwards. */
    public final <T> T shielded(Supplier<T> action) {
        Scope shield = new Scope((Strand) this, scope, true);
        push(shield);
        try {
            return action.get();
        } finally {
            pop(shield);
        }
    }

    // ---- cancels

    /** Whether a wait here would meet a cancel. */
    public final boolean isCancelled() {
        return cancellation() != null;
    }

    /** The request that a wait here would meet, if there is one. */
    final @Nullable Cancel cancellation() {
        Cancel found = Scope.effective(scope);
        if (found == null || !interrupts.isTaken()) {
            return found;
        }
        for (Scope inner = scope; inner != null; inner = inner.outer()) {
            inner.interrupted(found);
        }
        return Scope.effective(scope);
    }

    /** Throws if this strand is cancelled here. */
    public final void checkCancelled() {
        Cancel request = cancellation();
        if (request != null) {
            throw meet(request).exception();
        }
    }

    /** Notes that the code has met this request, so that no interrupt comes on top of it. */
    final Cancel meet(Cancel request) {
        met = request;
        interrupts.met(request);
        tellScopes(request);
        return request;
    }

    /** Tells the scopes around that the code meets a request. */
    private void tellScopes(Cancel request) {
        for (Scope inner = scope; inner != null; inner = inner.outer()) {
            inner.met(request);
        }
    }

    private static void untellScopes(@Nullable Scope innermost, Cancel request) {
        for (Scope inner = innermost; inner != null; inner = inner.outer()) {
            inner.unmet(request);
        }
    }

    /** A call with an end of its own ended with this, in which a cancel was met: now the code around it meets that. */
    final void tellOutside(Throwable thrown) {
        Cancel request = Scoped.isCancellation(thrown) ? cancellation() : null;
        if (request != null) {
            tellScopes(request);
        }
    }

    /**
     * The code goes on as if it had not met the last request: plain code that follows is interrupted for it after all.
     */
    public final void unmeet() {
        Cancel request = met;
        if (request != null) {
            request.unmeet();
            untellScopes(scope, request);
            interruptIfCancelled();
        }
    }

    /** The request that ended the last wait as {@link Wake#CANCELLED}. */
    public final Cancel met() {
        Cancel request = met;
        if (request == null) {
            throw new IllegalStateException("this strand met no cancel");
        }
        return request;
    }

    /** Something cancelled a scope of this strand: let its wait look again, or interrupt what it runs. Any thread. */
    final void poke(Scope cancelled, Cancel request) {
        unpark();
        if (request.interrupts()) {
            interrupts.send(request,
                    () -> !cancelled.isEnded() && !isWaitingForTurn() && !isAside() && Scope.effective(scope) != null);
        }
        pokeAside();
    }

    /**
     * A cancel that came while the strand waited for its turn has interrupted nobody: plain code that follows needs it.
     */
    final void interruptIfCancelled() {
        Cancel request = cancellation();
        if (request != null) {
            interrupts.send(request, () -> true);
        }
    }

    /** Makes the strand's wait look again. Any thread; harmless when it does not wait. */
    public abstract void unpark();

    /** Whether the thread sleeps until it gets a baton. Any thread. */
    abstract boolean isWaitingForTurn();

    /** Whether code around was told to stop, see {@link Stoppable}. */
    public final boolean isToldToStop() {
        for (Scope inner = scope; inner != null; inner = inner.outer()) {
            if (inner.isToldToStop()) {
                return true;
            }
        }
        return false;
    }

    // ---- something else on the same thread

    /** Whether the thread runs something else on top of the code of this strand. Any thread. */
    abstract boolean isAside();

    /** Something cancelled a scope of this strand; if the thread runs something else, others have to act for it. */
    abstract void pokeAside();

    // ---- interrupts

    /**
     * Whether the thread was interrupted by somebody else and this wait is to end for it; a shield keeps it for later.
     */
    final boolean takeInterrupt() {
        if (!thread.isInterrupted() || !interrupts.take()) {
            return false;
        }
        if (Scope.isShielded(scope)) {
            interrupts.keep();
            return false;
        }
        return true;
    }

    /**
     * As {@link Thread#interrupted}, for a wait that throws for whatever interrupts it, as the JDK's do; a shield keeps the
     * interrupt for later.
     */
    public final boolean clearInterruptToThrow() {
        return thread.isInterrupted() && (Scope.isShielded(scope) ? takeInterrupt() : Thread.interrupted());
    }

    /** An interrupt met while this strand is a coroutine: a foreign one cancels the call that lent the thread. */
    public final void noticeInterrupt() {
        if (thread.isInterrupted() && interrupts.take()) {
            interrupts.keep();
            Scope lent = entry;
            if (lent != null && !Scope.isShielded(lent)) {
                lent.cancel(Cancel.cooperative(thread + " was interrupted while it ran a call"));
            }
        }
    }

    /** Takes back an interrupt that a cancel sent to this thread. */
    final void clearInterrupt() {
        interrupts.clear();
    }

    /** The thread is about to run something else: takes back what a cancel sent, and keeps what somebody else did. */
    final void holdInterrupts() {
        interrupts.hold();
    }

    /** Leaves no interrupt of one job to the next on a thread that serves several. */
    public final void forgetInterrupts() {
        interrupts.forgetAll();
    }

    /**
     * Leaves no interrupt that a job set itself to the code that waits for it on the same thread. On a thread that a caller
     * lends it may as well be the caller who was interrupted, so that it stays.
     */
    public final void forgetInterruptOfJob() {
        if (entry == null && thread.isInterrupted()) {
            interrupts.forgetForeign();
        }
    }

    /** Gives the thread back the interrupts that were kept from it, unless a shield goes on to. */
    public final void restoreInterrupt() {
        if (!Scope.isShielded(scope)) {
            interrupts.giveBack();
        }
    }
}
