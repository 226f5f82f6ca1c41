package dev.footbridge.loop;

import dev.footbridge.internal.LoopThreads;
import dev.footbridge.internal.Nap;
import dev.footbridge.internal.Strand;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread of somebody else's event loop, which lends its turns to the coroutines of one of ours.
 *
 * <p>As long as nothing of ours is ready, the foreign loop has the baton: for others it is neither free nor to be taken.
 * Whoever brings work asks for a turn, a task on the foreign executor. In its turn the foreign thread takes the baton,
 * hands it round among what is ready and sleeps, until nothing is ready or the lease is over; so its own callbacks and
 * our coroutines never run at the same time, and neither starve the other. Sections and callbacks, which do not wait,
 * run on the foreign thread itself.
 *
 * <p>Why no wake-up is lost: who brings work puts it in the inbox and then looks whether the baton is out; the foreign
 * thread lets go of the baton and then looks into the inbox. A turn that is asked for while another is asked for comes
 * to nothing, as the first clears the mark before it looks.
 */
final class ForeignLoop {

    /** How long the foreign loop is kept from its own work in one turn, at the next switch after it. Nanoseconds. */
    private static final long LEASE = 1_000_000;

    private static final String NO_WAITING = "code on the thread of a foreign event loop must not wait (it keeps that"
            + " loop from everything else): start a coroutine on the event loop and await there";
    @SuppressWarnings("UnnecessaryLambda") // told from sections by its identity
    private static final Runnable COME_BACK = () -> {};
    private static final VarHandle ASKED;

    static {
        try {
            ASKED = MethodHandles.lookup().findVarHandle(ForeignLoop.class, "asked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Core core;
    private final Turns turns;
    private final LoopThreads.Owner owner;
    private volatile @Nullable Thread thread;
    @SuppressWarnings("UnusedVariable") // by ASKED
    private volatile boolean asked;
    private volatile boolean gone;
    /** The baton goes round. Guarded by the baton, as is the end of the lease. */
    private boolean lending;
    private long leaseEnd;
    /** What the sleeping foreign thread is to do: {@link #COME_BACK}, or a section for the holder. */
    private volatile @Nullable Runnable wanted;
    /** The section that is next, if the baton came back with one. Guarded by the baton. */
    private @Nullable LoopJob<?> section;

    ForeignLoop(Core core, Executor executor) {
        this.core = core;
        this.owner = new LoopThreads.Owner(core.options.name());
        this.turns = new Turns(executor, this::turn, this::isNeeded, this::lose);
    }

    /** Has the first turn, in which the foreign loop's thread becomes known. */
    void begin() throws RejectedExecutionException {
        turns.probe();
    }

    /** Whether the calling thread is the foreign loop's, as far as it is known. */
    boolean isHere() {
        return !gone && thread == Thread.currentThread();
    }

    /** Whether the foreign loop has been shut down: the coroutines that are left run without it. */
    boolean isGone() {
        return gone;
    }

    /** Whether the baton goes round. Called by the holder. */
    boolean isLending() {
        return lending;
    }

    /** Whether the foreign loop is to get its turn back. Called by the holder. */
    boolean isLeaseOver() {
        return System.nanoTime() - leaseEnd >= 0;
    }

    /** The loop has closed: its thread may be blocked again. */
    void close() {
        owner.leave();
    }

    // ---- turns

    /** Asks for a turn. Any thread. */
    void ask() {
        if (ASKED.compareAndSet(this, false, true)) {
            turns.next();
        }
    }

    private void turn() {
        asked = false;
        if (core.baton.takeForTurn()) {
            enterThread();
            lend();
            giveBack();
        }
    }

    private void enterThread() {
        Thread here = Thread.currentThread();
        if (thread != here) {
            thread = here;
            LoopThreads.enter(owner);
        }
    }

    /** Hands the baton round. On the foreign thread, which holds it before and after. */
    private void lend() {
        lending = true;
        leaseEnd = System.nanoTime() + LEASE;
        for (;;) {
            Object item = core.baton.next();
            if (item == null || item == this) {
                break;
            }
            if (item instanceof LoopJob<?> job && job.isSection()) {
                runHere(job);
            } else if (core.baton.hand(item)) {
                awaitReturn();
                LoopJob<?> next = section;
                section = null;
                if (next != null) {
                    runHere(next);
                }
            }
        }
        lending = false;
    }

    /** Lets go of the baton, and asks for another turn if there is more to do. */
    private void giveBack() {
        boolean more = !core.ready.isEmpty();
        boolean needed = isNeeded();
        if (gone || !core.baton.release(null)) {
            core.baton.dispatch();
        } else if (more) {
            core.baton.stir();
        }
        if (needed) {
            turns.watch();
        }
    }

    /** Whether it would be missed. A look from outside, too. */
    private boolean isNeeded() {
        return !core.live.isEmpty();
    }

    /** Sleeps until the baton comes back, and runs meanwhile what its holder wants run here. */
    private void awaitReturn() {
        boolean interrupted = false;
        for (;;) {
            Runnable what = wanted;
            if (what == null) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            } else {
                wanted = null;
                if (what == COME_BACK) {
                    break;
                }
                what.run();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands the baton back, with a section to run before anything else, if one is next. Called by the holder. */
    void comeBack(@Nullable LoopJob<?> next) {
        section = next;
        wake(COME_BACK);
    }

    private void wake(Runnable what) {
        wanted = what;
        LockSupport.unpark(thread);
    }

    // ---- sections

    /** Runs a section on the foreign thread for a coroutine, which keeps the baton meanwhile. Called by the holder. */
    void runFor(Strand coroutine, LoopJob<?> job) {
        Errand errand = new Errand(coroutine, job);
        wake(errand);
        errand.nap.await(errand);
    }

    private final class Errand implements Runnable {

        private final Strand coroutine;
        private final LoopJob<?> job;
        private final Nap nap = new Nap();

        Errand(Strand coroutine, LoopJob<?> job) {
            this.coroutine = coroutine;
            this.job = job;
        }

        @Override
        public void run() {
            runHere(job);
            core.baton.setHolder(coroutine);
            nap.end();
        }
    }

    /** Runs a job for the foreign loop's own code, which it must not wait in. On its thread, outside of a turn. */
    void callHere(LoopJob<?> job) {
        takeHere();
        runHere(job);
        giveBack();
    }

    /** Closes the loop if it is empty. On the foreign thread, outside of a turn. */
    boolean tryCloseHere() {
        takeHere();
        boolean closed = core.entrance.tryClose();
        giveBack();
        return closed;
    }

    private void takeHere() {
        if (!core.baton.takeForTurn()) {
            throw new IllegalStateException(core.loop + " runs on another thread at this moment although its executor"
                    + " has run it here: give an executor with a single thread");
        }
    }

    /** Runs a job that must not wait on the foreign thread, which holds the baton. */
    private void runHere(LoopJob<?> job) {
        Strand outer = Strand.current();
        Strand here = new Strand(Thread.currentThread());
        here.sit(core.coroutines);
        here.refuseWaits(NO_WAITING);
        here.bind();
        core.baton.setHolder(here);
        core.baton.endStep();
        core.live.add(job);
        try {
            job.begin(here);
        } finally {
            core.live.remove(job);
            here.stand();
            if (outer == null) {
                here.unbind();
            } else {
                outer.bind();
            }
        }
    }

    // ---- the end of the foreign loop

    private void lose(String reason) {
        gone = true;
        close();
        core.baton.stir();
        core.loop.abortLater(core.loop + " runs nothing any more: " + reason);
    }
}
