package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A thread that takes turns: the part of a strand that a loop's baton deals with.
 *
 * <p>A permit says that its wait is over, a turn that it holds the baton. Both may come before it waits for them.
 */
abstract class TurnTaker extends Linked {

    private static final int NO_PERMIT = 0;
    private static final int PERMIT = 1;
    private static final int PARKED = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(TurnTaker.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread;
    private volatile int state;
    private volatile boolean turn;
    private volatile boolean waiting;

    TurnTaker(Thread thread) {
        this.thread = thread;
    }

    /** The thread it runs on. */
    public final Thread thread() {
        return thread;
    }

    /** Called before the thread sleeps for its turn. */
    abstract void beforeSleep();

    /** Called when the thread was interrupted while it slept. */
    public abstract void noteInterrupt();

    /** Whether the thread sleeps until it gets its turn. Any thread. */
    final boolean isWaitingForTurn() {
        return waiting;
    }

    /** Says that this strand is about to wait; false when it was unparked already, which is now used up. */
    public final boolean preparePark() {
        if (STATE.compareAndSet(this, NO_PERMIT, PARKED)) {
            return true;
        }
        state = NO_PERMIT;
        return false;
    }

    /** Ends a wait begun with {@link #preparePark}. */
    public final void endPark() {
        state = NO_PERMIT;
    }

    /** Notes a permit; true when the strand is parked and the caller must now see to it that it gets a turn. */
    public final boolean permit() {
        for (;;) {
            int seen = state;
            if (seen == PERMIT) {
                return false;
            }
            if (STATE.compareAndSet(this, seen, PERMIT)) {
                return seen == PARKED;
            }
        }
    }

    /** Hands it the baton. Called by the holder. */
    public final void grant() {
        turn = true;
        if (waiting) {
            LockSupport.unpark(thread);
        }
    }

    /** Waits for the baton. */
    public final void awaitTurn() {
        if (!turn) {
            beforeSleep();
            waiting = true;
            while (!turn) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    noteInterrupt();
                }
            }
            waiting = false;
        }
        turn = false;
    }

    /** Waits for the baton, or until {@code take} got it by itself, which it is asked at every wake-up. */
    public final void awaitTurnOr(BooleanSupplier take) {
        waiting = true;
        while (!turn) {
            if (take.getAsBoolean()) {
                waiting = false;
                return;
            }
            LockSupport.park(this);
            if (Thread.interrupted()) {
                noteInterrupt();
            }
        }
        waiting = false;
        turn = false;
    }
}
