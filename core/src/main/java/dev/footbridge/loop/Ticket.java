package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;

/**
 * A calling thread's place in the queue for the baton: signalled, its thread holds it; refused, the loop is closed.
 *
 * <p>Once it is its turn the ticket is admitted, and its thread may take a free baton by itself.
 */
final class Ticket extends Waiter {

    private final Core core;
    private final Strand strand;
    private volatile boolean admitted;
    /** Whether the thread has been told to try; it says no before it tries, so that no call comes too early. */
    private volatile boolean nudged;

    Ticket(Core core, Strand strand) {
        super(strand);
        this.core = core;
        this.strand = strand;
    }

    /** What came before it has been handed the baton. Called by the holder. */
    void admit() {
        admitted = true;
    }

    /** Has the thread try: the baton is free. Costs nothing while it is on its way already. */
    void nudge() {
        if (!nudged) {
            nudged = true;
            strand.unpark();
        }
    }

    /** Signalled, it has the baton, which the loop is not to be kept from. */
    @Override
    protected boolean leavesTime() {
        return false;
    }

    @Override
    protected boolean poll() {
        nudged = false;
        if (!admitted || !core.baton.tryTake()) {
            return false;
        }
        core.baton.setHolder(strand);
        if (decide()) {
            return true;
        }
        core.baton.dispatch();
        return false;
    }
}
