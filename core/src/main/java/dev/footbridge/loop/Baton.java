package dev.footbridge.loop;

import dev.footbridge.internal.Linked;
import dev.footbridge.internal.Seat;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The right to run on a loop, and the machine that passes it from holder to holder.
 *
 * <p>There is no dispatcher thread. Whoever holds the baton runs; whoever waits, or ends, picks what is next and hands
 * the baton to it. When nothing is ready the baton lies free, and a thread that brings work takes it. All fields that
 * are not volatile are touched by the holder only; handing over publishes them.
 *
 * <p>Why no wake-up is lost: a thread that brings work first puts it in the inbox and then looks whether the baton is
 * free; a holder first frees the baton and then looks into the inbox. One of the two sees the other.
 */
final class Baton {

    private static final int FREE = 0;
    private static final int HELD = 1;
    /** How many ready items run before the inbox and the timers get a look. */
    private static final int INTAKE_MASK = 63;
    /** Where there is a processor for it, the stack after the next one is woken early: waking up takes longest. */
    private static final boolean PREWAKES = Runtime.getRuntime().availableProcessors() > 1;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Baton.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Core core;
    private final Inbox inbox;
    private final ReadyQueue ready;
    private final LoopClock clock;
    private final @Nullable ForeignLoop foreign;
    /** Who runs. A thread that reads its own strand here does hold the baton: it wrote null before it handed it on. */
    private @Nullable Strand holder;
    private int ticks;
    /** How often it was handed over or let go: with the ticks, a number that changes with every step. */
    private int passes;
    private volatile int state;

    Baton(Core core) {
        this.core = core;
        this.inbox = core.inbox;
        this.ready = core.ready;
        this.clock = core.clock;
        this.foreign = core.foreign;
    }

    boolean isHeld() {
        return state == HELD;
    }

    /** A step has ended although the baton stays. */
    void endStep() {
        passes++;
    }

    /** A number that is the same as long as one step lasts. Read from outside. */
    int steps() {
        return ticks + passes;
    }

    /** Whether it may be taken when it is free; not while a foreign loop keeps it between its turns. */
    boolean isForTheTaking() {
        return foreign == null || foreign.isGone();
    }

    boolean tryTake() {
        return state == FREE && isForTheTaking() && STATE.compareAndSet(this, FREE, HELD);
    }

    /** As {@link #tryTake}, for the thread of the foreign loop. */
    boolean takeForTurn() {
        return STATE.compareAndSet(this, FREE, HELD);
    }

    /** Sees to it that somebody looks what is to be done, now that there is something. Any thread that does not hold it. */
    void stir() {
        if (state == FREE && foreign != null && !foreign.isGone()) {
            foreign.ask();
        } else if (tryTake()) {
            dispatch();
        }
    }

    boolean isHolder() {
        Strand strand = holder;
        return strand != null && strand.thread() == Thread.currentThread();
    }

    @Nullable
    Strand holder() {
        return holder;
    }

    void setHolder(Strand strand) {
        holder = strand;
    }

    /** Takes in what other threads brought, and what is due; what that brings in turn as well. */
    void intake() {
        empty();
        clock.fire();
        empty();
    }

    private void empty() {
        for (Linked item = inbox.takeAll(); item != null;) {
            Linked later = item.next;
            item.next = null;
            if (item instanceof Op op) {
                op.apply();
            } else {
                enqueue(item);
                String aborting = core.aborting();
                if (aborting != null && item instanceof LoopJob<?> job) {
                    job.cancel(aborting);
                }
            }
            item = later;
        }
    }

    /** Adds something to what is ready. */
    void enqueue(Object item) {
        if (item instanceof LoopJob<?> job) {
            core.live.add(job);
        }
        ready.add(item);
    }

    /** What runs next, or null; the foreign loop, if it is to have its turn back. */
    @Nullable
    Object next() {
        ForeignLoop lender = lender();
        if (lender == null) {
            return nextReady();
        }
        Object item = lender.isLeaseOver() ? null : nextReady();
        return item == null ? lender : item;
    }

    /** Whether a foreign loop is to have its turn back. Called by the holder. */
    boolean isOverdue() {
        ForeignLoop lender = lender();
        return lender != null && lender.isLeaseOver();
    }

    /** The foreign loop whose turn this is, if it is one's. */
    private @Nullable ForeignLoop lender() {
        ForeignLoop lender = foreign;
        return lender != null && lender.isLending() ? lender : null;
    }

    private @Nullable Object nextReady() {
        if (ready.isEmpty() || (++ticks & INTAKE_MASK) == 0) {
            intake();
        }
        Ticket admitted = core.callers.pollAdmitted();
        if (admitted != null) {
            return admitted;
        }
        for (;;) {
            Object item = ready.poll();
            if (item instanceof LoopJob<?> job && !job.isNew()) {
                core.live.remove(job);
            } else {
                return item;
            }
        }
    }

    /** Takes a job from the queue if it is the very next to run. */
    boolean takeIfNext(LoopJob<?> job) {
        if (ready.isEmpty() || (++ticks & INTAKE_MASK) == 0) {
            intake();
        }
        if (ready.peek() != job || !isForWorkers(job) || core.callers.firstAdmitted() != null || isOverdue()) {
            return false;
        }
        ready.poll();
        endStep();
        return true;
    }

    /** Hands the baton over; false when the receiver is gone, and then it is still held. */
    boolean hand(Object item) {
        passes++;
        holder = null;
        if (item instanceof Seat seat) {
            seat.grant();
            return true;
        }
        if (item instanceof LoopJob<?> job) {
            ForeignLoop lender = job.isSection() ? lender() : null;
            if (lender == null) {
                return core.workers.begin(job);
            }
            lender.comeBack(job);
            return true;
        }
        if (item instanceof ForeignLoop lender) {
            lender.comeBack(null);
            return true;
        }
        return ((Waiter) item).signal();
    }

    /** Whether whoever has taken this from the queue may run it on a thread of the loop's own. */
    boolean isForWorkers(LoopJob<?> job) {
        return !job.isSection() || lender() == null;
    }

    /** Lets the baton lie; false when work came meanwhile, and then it is held again. */
    boolean release(@Nullable Strand me) {
        passes++;
        clock.arm();
        Ticket first = core.callers.firstAdmitted();
        holder = null;
        state = FREE;
        if (first != null) {
            first.nudge();
        }
        if (inbox.hasItems() || clock.isLate()) {
            if (tryTake()) {
                holder = me;
                return false;
            }
            if (foreign != null) {
                stir();
            }
        }
        return true;
    }

    /** Passes the baton on from a thread that will not run anything itself. */
    void dispatch() {
        for (;;) {
            holder = null;
            Object item = next();
            if (item == null ? release(null) : hand(item)) {
                return;
            }
        }
    }

    /** As {@link #dispatch}, but leaves the baton to calling threads instead of waiting for them to wake up. */
    void dispatchSoftly() {
        if (lender() != null) {
            dispatch();
            return;
        }
        for (;;) {
            holder = null;
            if (ready.isEmpty()) {
                intake();
            }
            admitCallers();
            Object item = ready.poll();
            if (item == null ? release(null) : hand(item)) {
                return;
            }
        }
    }

    /** Admits the calling threads at the head of the queue. */
    void admitCallers() {
        while (ready.peek() instanceof Ticket ticket) {
            ready.poll();
            core.callers.admit(ticket);
        }
    }

    /** The strand waits: passes the baton on and comes back when it gets it again. */
    void switchFrom(Seat seat) {
        if (passesOn(seat)) {
            StackOverflowError tooDeep = seat.awaitTurn();
            holder = seat.strand();
            if (tooDeep != null) {
                throw tooDeep;
            }
        }
    }

    /**
     * Whether the baton left; not if the strand itself is next. A frame of its own: it must not outlive the handing
     * over.
     */
    private boolean passesOn(Seat seat) {
        for (;;) {
            Object item = next();
            if (item == seat) {
                return false;
            }
            Seat afterwards = PREWAKES && item instanceof Seat && ready.foreseen() instanceof Seat second
                    ? second
                    : null;
            if (item == null ? release(seat.strand()) : hand(item)) {
                if (afterwards != null) {
                    afterwards.prewake();
                }
                return true;
            }
            holder = seat.strand();
        }
    }
}
