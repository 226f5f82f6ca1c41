package dev.footbridge.loop;

import dev.footbridge.internal.BlockingRefusal;
import dev.footbridge.internal.Errands;
import dev.footbridge.internal.StackRoom;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Wake;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run a job of the loop themselves: because they called it, or because they wait for it and it is next.
 */
final class Callers {

    /** Looks at a held baton before a calling thread queues: most holders are done by then. */
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 64 : 0;

    /** How often in a row others may overtake a thread that is waking up. */
    private static final int MAX_OVERTAKEN = 64;

    private final Core core;
    private final Baton baton;
    /** Tickets whose turn it is, while nobody holds the baton or somebody overtakes them. Guarded by the baton. */
    private final ReadyQueue admitted = new ReadyQueue();
    private int overtaken;

    Callers(Core core) {
        this.core = core;
        this.baton = core.baton;
    }

    /**
     * Waits for the baton on a thread that does not have it. Signalled, it holds it; refused, the loop takes nothing
     * more.
     */
    Wake acquire(Strand me, long deadline) {
        for (int i = SPINS; i > 0 && baton.isHeld(); i--) {
            Thread.onSpinWait();
        }
        Ticket ticket = null;
        if (baton.tryTake()) {
            baton.setHolder(me);
            if (mayRun()) {
                return Wake.SIGNALLED;
            }
            ticket = new Ticket(core, me);
            core.ready.add(ticket);
            passOn();
        } else {
            ticket = new Ticket(core, me);
            if (!core.inbox.push(ticket)) {
                return Wake.REFUSED;
            }
            baton.stir();
        }
        return queue(me, ticket, deadline);
    }

    /** As {@link #acquire}, for a job: a loop that has closed, or was aborted, meanwhile must not run it. */
    Wake acquireForJob(Strand me) {
        Wake wake = acquire(me, Strand.NEVER);
        if (wake == Wake.SIGNALLED && (core.inbox.isClosed() || core.aborting() != null)) {
            baton.dispatch();
            me.takeSlot();
            return Wake.REFUSED;
        }
        return wake;
    }

    /**
     * Whether a thread that found the baton free may run its job: nothing but other calling threads came before it, and
     * those are still waking up. Waiting for each of them would make every call as slow as a wake-up; now and then they
     * go first all the same.
     */
    private boolean mayRun() {
        if (!core.inbox.hasItems() && core.ready.isEmpty() && admitted.isEmpty()) {
            return true;
        }
        baton.intake();
        baton.admitCallers();
        return core.ready.isEmpty() && (admitted.isEmpty() || ++overtaken < MAX_OVERTAKEN);
    }

    /** Gives the baton to whoever came before, calling threads that were overtaken too often first. */
    private void passOn() {
        if (overtaken >= MAX_OVERTAKEN) {
            overtaken = 0;
            baton.dispatch();
        } else {
            baton.dispatchSoftly();
        }
    }

    private Wake queue(Strand me, Ticket ticket, long deadline) {
        if (core.entrance.isShut()) {
            ticket.refuse();
        }
        Wake wake = me.awaitWithoutSlot(ticket, deadline);
        if (wake == Wake.SIGNALLED) {
            baton.setHolder(me);
        } else {
            baton.stir(); // whoever is admitted next may have been told nothing, as it was this one's turn
        }
        if (wake != Wake.SIGNALLED) {
            me.takeSlot();
        }
        return wake;
    }

    /** A ticket has come to the front of the queue. Called by the holder. */
    void admit(Ticket ticket) {
        if (ticket.isWaiting()) {
            ticket.admit();
            admitted.add(ticket);
        }
    }

    /** The first ticket admitted whose thread still waits, or null. Called by the holder. */
    @Nullable
    Ticket firstAdmitted() {
        while (admitted.peek() instanceof Ticket first) {
            if (first.isWaiting()) {
                return first;
            }
            admitted.poll();
        }
        return null;
    }

    /** Takes that ticket. Called by the holder. */
    @Nullable
    Ticket pollAdmitted() {
        Ticket first = firstAdmitted();
        if (first != null) {
            admitted.poll();
        }
        return first;
    }

    /** The threads that wait for the baton. Also read without it, and then it may miss some. */
    List<Thread> queued() {
        return Stream.concat(admitted.snapshot().stream(), core.ready.snapshot().stream())
                .<Thread>mapMulti((item, threads) -> {
                    if (item instanceof Ticket ticket && ticket.isWaiting()) {
                        threads.accept(ticket.strand().thread());
                    }
                }).toList();
    }

    /** Sends everybody away who was admitted: the holder will not give up the baton. Called without it. */
    void refuseAdmitted() {
        admitted.snapshot().forEach(Callers::refuse);
    }

    /** Sends the thread away, if this is one's ticket. */
    static void refuse(Object item) {
        if (item instanceof Ticket ticket) {
            ticket.refuse();
        }
    }

    /** Runs a job on the thread that called, which holds the baton, and does the job's errands until its end. */
    void runCalled(Strand me, LoopJob<?> job) {
        Errands earlier = me.errands();
        try {
            run(me, job, () -> job.beginCalled(me));
        } finally {
            Errands own = me.errands();
            if (own != null && earlier == null) {
                me.setErrands(null);
                own.close();
            }
        }
    }

    /** Runs a job on a thread that waits for it, which holds the baton. */
    private void runLent(Strand me, LoopJob<?> job) {
        run(me, job, () -> job.beginLent(me));
    }

    /** Runs a job on a thread of somebody else, which gives the baton back at the end. */
    private void run(Strand me, LoopJob<?> job, Runnable begin) {
        boolean bind = Strand.current() == null;
        if (bind) {
            me.bind();
        }
        me.sit(core.coroutines);
        try {
            core.live.add(job);
            begin.run();
        } finally {
            core.live.remove(job);
            me.stand();
            baton.dispatchSoftly();
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
        boolean isInterrupted = me.thread().isInterrupted();
        try {
            job.beginToEnd(me);
            if (!isInterrupted) {
                me.forgetInterruptOfJob();
            }
        } catch (Throwable overflow) { // of the stack, outside its own code
            job.breakOff(overflow);
            throw overflow;
        } finally {
            core.live.remove(job);
        }
    }

    /** Runs, for somebody who waits for it, a job that is the very next to run; false when it is not to be run here. */
    boolean help(LoopJob<?> job) {
        Strand known = Strand.current();
        if (known != null && known.host() == core.coroutines) {
            StackRoom.ensure();
            return helpInPlace(known, job);
        }
        if (!job.isNew() || (known != null && known.isCancelled())) {
            return false;
        }
        return (known == null || known.host() == null) && !BlockingRefusal.isNonBlocking()
                && baton.tryTake() && lend(known == null ? new Strand(Thread.currentThread()) : known, job);
    }

    /** As {@link #help}, for a coroutine, which is one of this loop or cannot. */
    boolean helpInPlace(Strand me, LoopJob<?> job) {
        if (me.host() != core.coroutines || !job.isNew() || me.isCancelled() || !me.hasDepth() || me.isAtomic()
                || !baton.takeIfNext(job)) {
            return false;
        }
        runNested(me, job);
        return true;
    }

    private boolean lend(Strand me, LoopJob<?> job) {
        baton.setHolder(me);
        if (!baton.takeIfNext(job)) {
            baton.dispatch();
            return false;
        }
        runLent(me, job);
        return true;
    }
}
