package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;

/** A calling thread's place in the queue for the baton. Signalled, its thread holds the baton, unless it was refused. */
final class Ticket extends Waiter {

    private volatile boolean refused;

    Ticket(Strand strand) {
        super(strand);
    }

    /** Sends the thread away: the loop is shut and its holder does not let go. */
    void refuse() {
        refused = true;
        signal();
    }

    boolean isRefused() {
        return refused;
    }
}
