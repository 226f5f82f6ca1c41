package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One wait of one strand. It ends exactly once: signalled by whoever has what it waits for, or given up by the strand
 * (cancelled, out of time, interrupted). Who loses that race knows it, so nothing handed over is ever lost.
 *
 * <p>A signal may bring a gift. Deciding and handing over are one step, so a waiter owns what it was given even if its
 * strand is cancelled at that moment.
 */
public class Waiter extends Linked implements Signal {

    private static final Object NOTHING = new Object();
    private static final Object GIVEN_UP = new Object();
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Strand strand;
    /** Null while it waits; then the gift it was signalled with, or that it was given up. */
    private volatile @Nullable Object state;

    /** A wait of this strand. */
    public Waiter(Strand strand) {
        this.strand = strand;
    }

    /** Who waits. */
    public final Strand strand() {
        return strand;
    }

    /** Ends the wait and wakes the strand; false when it had ended already. Any thread. */
    public final boolean signal() {
        if (!decide(NOTHING)) {
            return false;
        }
        wake();
        return true;
    }

    /**
     * Ends the wait as signalled, with a gift, and leaves waking the strand to {@link #wake}; false when it had ended.
     */
    public final boolean decide(Object gift) {
        return STATE.compareAndSet(this, null, gift);
    }

    /** As {@link #decide(Object)}, without a gift. */
    public final boolean decide() {
        return decide(NOTHING);
    }

    /** Wakes the strand after {@link #decide}: outside of any lock, as waking may run other code of the loop. */
    public final void wake() {
        strand.unpark();
    }

    /** What it was signalled with. Only once it is signalled with a gift. */
    public final Object gift() {
        Object gift = state;
        if (gift == null || gift == NOTHING || gift == GIVEN_UP) {
            throw new IllegalStateException("this wait ended without a gift");
        }
        return gift;
    }

    /** Whether the wait has not ended. */
    public final boolean isWaiting() {
        return state == null;
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

    /** Asked by the strand before it sleeps and whenever it wakes: whether it got by itself what it waits for. */
    protected boolean poll() {
        return false;
    }

    /** Whether the thread may do something else for a while: nobody waits for it once it is signalled. */
    protected boolean leavesTime() {
        return true;
    }

    /** Whether something is to be done as soon as the strand has to leave, see {@link #leave}. */
    protected boolean minds() {
        return false;
    }

    /**
     * What is to be done at once when the wait ends without a signal: by the strand, before it takes back the slot that
     * others may hold until then; and by others, more than once perhaps, while the strand's thread runs something else.
     *
     * @param wake how the wait ends, or will
     * @param request the cancel that ends it, if one does
     */
    protected void leave(Wake wake, @Nullable Cancel request) {}

    /** Whether the wait was ended by a signal. */
    public final boolean isSignalled() {
        Object seen = state;
        return seen != null && seen != GIVEN_UP;
    }

    @Override
    public final boolean isDead() {
        return state == GIVEN_UP;
    }

    /** Ends the wait without a signal; false when the signal came first. */
    final boolean giveUp() {
        return STATE.compareAndSet(this, null, GIVEN_UP);
    }
}
