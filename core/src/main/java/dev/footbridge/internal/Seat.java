package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A strand's place in one loop, for as long as it is in it: what the loop queues, wakes and hands the baton to.
 *
 * <p>A permit says that the strand's wait is over, a turn that it holds the baton; both may come before it waits for
 * them. A wake-up that comes after the strand has left finds the seat it was meant for empty, and so cannot disturb the
 * loop that the strand is in by then.
 */
public final class Seat extends Linked {

    private static final int NO_PERMIT = 0;
    private static final int PERMIT = 1;
    private static final int PARKED = 2;
    /** Its thread does something else outside the loop, and comes back by itself; or that, and a permit. */
    private static final int AWAY = 3;
    private static final int AWAY_WITH_PERMIT = 4;
    private static final int SPINS = 8;
    private static final long MOST_AWAKE = 10_000_000_000L;
    private static final VarHandle STATE;
    private static final VarHandle TURN;
    private static final VarHandle WAITING_FOR_TURN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Seat.class, "state", int.class);
            TURN = lookup.findVarHandle(Seat.class, "turn", boolean.class);
            WAITING_FOR_TURN = lookup.findVarHandle(Seat.class, "waiting", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Strand strand;
    private final Thread thread;
    private final Host host;
    private volatile int state;
    private volatile boolean turn;
    private volatile boolean waiting;

    Seat(Strand strand, Host host) {
        this.strand = strand;
        this.thread = strand.thread();
        this.host = host;
    }

    /** Who sits here. */
    public Strand strand() {
        return strand;
    }

    /** The loop. */
    Host host() {
        return host;
    }

    /** Whether the thread sleeps until it gets its turn. Any thread. */
    boolean isWaitingForTurn() {
        return waiting;
    }

    /** Says that the strand is about to wait; false when it was unparked already, which is now used up. */
    public boolean preparePark() {
        if (STATE.compareAndSet(this, NO_PERMIT, PARKED)) {
            return true;
        }
        state = NO_PERMIT;
        return false;
    }

    /** Ends a wait begun with {@link #preparePark}. */
    public void endPark() {
        state = NO_PERMIT;
    }

    /**
     * Notes a permit; true when the strand is parked and the caller must now see to it that it gets a turn. Any thread.
     */
    public boolean permit() {
        for (;;) {
            int seen = state;
            if (seen == PERMIT || seen == AWAY_WITH_PERMIT) {
                return false;
            }
            if (STATE.compareAndSet(this, seen, seen == AWAY ? AWAY_WITH_PERMIT : PERMIT)) {
                return seen == PARKED;
            }
        }
    }

    /** Hands over the baton. Called by the holder. */
    public void grant() {
        turn = true;
        if (waiting) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Hands over soon: lets the thread wake up beside whoever runs before it, so that it is there when its turn comes.
     */
    public void prewake() {
        if (waiting && !turn && thread.isVirtual()) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Waits for the baton. A stack may be too deep to be put aside while its thread sleeps, which takes room for each of its
     * frames: then this gives the wait up, and returns the error, to be thrown now that it has the baton.
     */
    public @Nullable StackOverflowError awaitTurn() {
        if (!turn) {
            strand.giveSlot();
            waiting = true;
            while (!turn) {
                if (strand.hasErrands() && doErrand()) {
                    strand.giveSlot();
                    continue;
                }
                if (turn) {
                    break; // looking for an errand may have used up its wake-up
                }
                try {
                    LockSupport.park(this);
                } catch (StackOverflowError tooDeep) {
                    return awaitTurnAwake(tooDeep);
                }
                strand.noticeInterrupt();
                if (!turn) {
                    expectTurn();
                }
            }
            WAITING_FOR_TURN.setRelease(this, false);
        }
        TURN.setRelease(this, false);
        return null;
    }

    /**
     * Comes back for the baton at once. Nothing that would let others have the processor can be done with such a stack, so
     * where there is but one for virtual threads this ends without the baton after some time, rather than never.
     */
    private StackOverflowError awaitTurnAwake(StackOverflowError tooDeep) {
        host.unpark(this);
        for (long since = System.nanoTime(); !turn;) {
            Thread.onSpinWait();
            if (System.nanoTime() - since > MOST_AWAKE) {
                throw tooDeep;
            }
        }
        state = NO_PERMIT;
        waiting = false;
        turn = false;
        return tooDeep;
    }

    /**
     * Leaves the loop for something that the thread was asked for, if the strand still waits for a permit: once it has one
     * it may be handed the baton at any moment, and the loop is not to wait for it. False if it stayed.
     */
    boolean doErrand() {
        if (!STATE.compareAndSet(this, PARKED, AWAY)) {
            return false;
        }
        try {
            strand.doErrand();
        } finally {
            if (!STATE.compareAndSet(this, AWAY, PARKED)) {
                state = PERMIT;
                host.comeBack(this);
            }
        }
        return true; // whatever was done, a turn may have come, and its wake-up may be used up
    }

    /** Leaves its thread time for what that was asked for, and comes back by itself: the strand has no need to wait. */
    public void stepOut() {
        state = AWAY_WITH_PERMIT;
    }

    /** The end of what {@link #stepOut} began, after one errand at most: queues for the baton, as {@link #awaitTurn}. */
    public @Nullable StackOverflowError stepIn() {
        StackOverflowError tooDeep;
        try {
            strand.doErrand();
        } finally {
            state = NO_PERMIT;
            host.comeBack(this);
            tooDeep = awaitTurn();
        }
        return tooDeep;
    }

    /** Awake before its turn, which then comes at once as a rule. */
    private void expectTurn() {
        waiting = false;
        for (int i = SPINS; i > 0 && !turn; i--) {
            Thread.onSpinWait();
        }
        waiting = true;
    }

    /** Waits for the baton, or until {@code take} got it by itself, which it is asked at every wake-up. */
    public void awaitTurnOr(BooleanSupplier take) {
        waiting = true;
        while (!turn) {
            if (take.getAsBoolean()) {
                waiting = false;
                return;
            }
            LockSupport.park(this);
            strand.noticeInterrupt();
        }
        waiting = false;
        turn = false;
    }
}
