package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One wait of one strand. It ends exactly once: signalled by whoever has what it waits for, or given up by the strand
 * (cancelled, out of time, interrupted). Who loses that race knows it, so nothing handed over is ever lost.
 */
public class Waiter extends Linked implements Signal {

    private static final int WAITING = 0;
    private static final int SIGNALLED = 1;
    private static final int GIVEN_UP = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Strand strand;
    private volatile int state;

    /** A wait of this strand. */
    public Waiter(Strand strand) {
        this.strand = strand;
    }

    /** Ends the wait and wakes the strand; false when it had ended already. Any thread. */
    public final boolean signal() {
        if (!STATE.compareAndSet(this, WAITING, SIGNALLED)) {
            return false;
        }
        strand.unpark();
        return true;
    }

    /** Whether the wait has not ended. */
    public final boolean isWaiting() {
        return state == WAITING;
    }

    /** Ends the wait without what it waits for, and wakes the strand; false when it had ended already. Any thread. */
    public final boolean refuse() {
        if (!giveUp()) {
            return false;
        }
        strand.unpark();
        return true;
    }

    @Override
    public final void fire() {
        signal();
    }

    /** Ends the wait as if signalled, by the strand itself; false when it had ended already. */
    protected final boolean claim() {
        return STATE.compareAndSet(this, WAITING, SIGNALLED);
    }

    /** Asked by the strand before it sleeps and whenever it wakes: whether it got by itself what it waits for. */
    protected boolean poll() {
        return false;
    }

    /** Whether the wait was ended by a signal. */
    public final boolean isSignalled() {
        return state == SIGNALLED;
    }

    @Override
    public final boolean isDead() {
        return state == GIVEN_UP;
    }

    /** Ends the wait without a signal; false when the signal came first. */
    final boolean giveUp() {
        return STATE.compareAndSet(this, WAITING, GIVEN_UP);
    }
}
