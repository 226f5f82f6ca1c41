package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;

/** A calling thread's place in the queue for the baton: signalled, its thread holds it; refused, the loop is closed. */
final class Ticket extends Waiter {

    Ticket(Strand strand) {
        super(strand);
    }
}
