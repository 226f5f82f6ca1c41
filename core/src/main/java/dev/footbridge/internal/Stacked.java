package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/**
 * The strands of one thread, one on top of the other. All but the topmost wait, and go on when those above have ended.
 *
 * <p>A strand with another one on top cannot meet what happens to it. So others do for it at once what it would do first:
 * when it is cancelled, or its time is up, what it waits for is cancelled; the one on top may well be part of that.
 */
abstract sealed class Stacked extends Surroundings permits Placed {

    private final @Nullable Strand below;
    private volatile @Nullable Strand above;
    /** What it waits for while another one is on top. */
    private volatile @Nullable Waiter asideFor;
    /** The tasks that it runs itself before it waits for them and others. */
    private volatile @Nullable HeadStart headStart;

    Stacked(Thread thread, @Nullable Strand below) {
        super(thread);
        this.below = below;
    }

    /** The strand that waits below this one on the same thread, and goes on when this one has ended; or null. */
    public final @Nullable Strand below() {
        return below;
    }

    /** The strand on top of all of this thread, which this one waits for if it is another. Any thread. */
    final Strand top() {
        Strand top = (Strand) this;
        for (Strand next = top.above(); next != null; next = next.above()) {
            top = next;
        }
        return top;
    }

    final @Nullable Strand above() {
        return above;
    }

    @Override
    final boolean isAside() {
        return above != null;
    }

    /**
     * The thread is about to run another strand, which interrupts for this one must not hit.
     *
     * @param inner the other one
     * @param waiter what this one waits for, if it is a wait
     * @param deadline when that is over
     * @return stops watching the deadline; null if nobody does
     */
    final @Nullable Runnable stepAside(Strand inner, @Nullable Waiter waiter, long deadline) {
        Runnable disarm = alarm(waiter, deadline);
        asideFor = waiter;
        above = inner;
        holdInterrupts();
        pokeAside(); // for a cancel that came before it could see that
        return disarm;
    }

    private @Nullable Runnable alarm(@Nullable Waiter waiter, long deadline) {
        if (waiter == null || deadline == Strand.NEVER || !waiter.minds()) {
            return null;
        }
        Host loop = ((Strand) this).host();
        Runnable expire = () -> waiter.leave(Wake.TIMED_OUT, null);
        return loop == null ? Ticker.at(deadline, expire) : loop.schedule(deadline, expire);
    }

    /** The end of what {@link #stepAside} began: the strand's wait looks again. */
    final void stepBack() {
        above = null;
        asideFor = null;
        restoreInterrupt();
    }

    final @Nullable HeadStart headStart() {
        return headStart;
    }

    final void setHeadStart(@Nullable HeadStart start) {
        headStart = start;
    }

    @Override
    final void pokeAside() {
        HeadStart start = headStart;
        if (start != null) {
            start.strandCancelled();
        }
        Waiter waiter = asideFor;
        Cancel request = waiter != null && waiter.minds() ? Scope.effective(scope()) : null;
        if (waiter != null && request != null) {
            waiter.leave(Wake.CANCELLED, request);
        }
    }
}
