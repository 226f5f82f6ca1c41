package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Wake;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Threads that run a job of the loop themselves: because they called it, or because they wait for it and it is next.
 */
final class Callers {

    /** Looks at a held baton before a calling thread queues: most holders are done by then. */
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 64 : 0;

    private final Core core;
    private final Baton baton;
    private final Set<Ticket> queued = ConcurrentHashMap.newKeySet();

    Callers(Core core) {
        this.core = core;
        this.baton = core.baton;
    }

    /** Waits for the baton on a thread that is no coroutine. Signalled, the thread holds it; refused, the loop is closed. */
    Wake acquire(Strand me) {
        for (int i = SPINS; i > 0 && baton.isHeld(); i--) {
            Thread.onSpinWait();
        }
        Ticket ticket = null;
        if (baton.tryTake()) {
            baton.setHolder(me);
            if (!core.inbox.hasItems() && core.ready.isEmpty()) {
                return takeUnlessClosed();
            }
            ticket = new Ticket(me);
            queued.add(ticket);
            baton.intake();
            core.ready.add(ticket);
            if (passUnlessFirst(me, ticket)) {
                queued.remove(ticket);
                return takeUnlessClosed();
            }
        } else {
            ticket = new Ticket(me);
            queued.add(ticket);
            if (!core.inbox.push(ticket)) {
                queued.remove(ticket);
                return Wake.REFUSED;
            }
            if (baton.tryTake()) {
                baton.dispatch();
            }
        }
        return queue(me, ticket);
    }

    /** A loop that closed while the thread was on its way must not run anything more. */
    private Wake takeUnlessClosed() {
        if (core.inbox.isClosed()) {
            baton.dispatch();
            return Wake.REFUSED;
        }
        return Wake.SIGNALLED;
    }

    /** Others came first: hands the baton on, unless none of them wants it any more. */
    private boolean passUnlessFirst(Strand me, Ticket ticket) {
        for (;;) {
            Object item = baton.next();
            if (item == ticket) {
                return true;
            }
            if (item != null && baton.hand(item)) {
                return false;
            }
            baton.setHolder(me);
        }
    }

    private Wake queue(Strand me, Ticket ticket) {
        if (core.entrance.isShut()) {
            ticket.refuse();
        }
        Wake wake = me.awaitWithoutSlot(ticket, Strand.NEVER);
        queued.remove(ticket);
        if (wake == Wake.SIGNALLED) {
            baton.setHolder(me);
        } else {
            me.takeSlot();
        }
        return wake;
    }

    /** Sends everybody away who waits for the baton: its holder will not give it up. */
    void refuseAll() {
        queued.forEach(Ticket::refuse);
    }

    /** Runs a job on the thread that called, which holds the baton and gives it back at the end. */
    void runLent(Strand me, LoopJob<?> job) {
        boolean bind = Strand.current() == null;
        if (bind) {
            me.bind();
        }
        me.sit(core.coroutines);
        try {
            core.live.add(job);
            job.beginLent(me);
        } finally {
            core.live.remove(job);
            me.stand();
            baton.dispatch();
            me.restoreInterrupt();
            me.takeSlot();
            if (bind) {
                me.unbind();
            }
        }
    }

    /** Runs a job inside the coroutine that called. */
    void runNested(Strand me, LoopJob<?> job) {
        core.live.add(job);
        job.begin(me);
        core.live.remove(job);
    }

    /** Runs, for somebody who waits for it, a job that is the very next to run. */
    void help(LoopJob<?> job) {
        if (!job.isNew()) {
            return;
        }
        Strand known = Strand.current();
        if (known != null && known.host() == core.coroutines) {
            if (known.hasDepth() && !known.isAtomic() && baton.takeIfNext(job)) {
                runNested(known, job);
            }
        } else if ((known == null || known.host() == null) && baton.tryTake()) {
            Strand me = known == null ? new Strand(Thread.currentThread()) : known;
            baton.setHolder(me);
            if (baton.takeIfNext(job)) {
                runLent(me, job);
            } else {
                baton.dispatch();
            }
        }
    }
}
