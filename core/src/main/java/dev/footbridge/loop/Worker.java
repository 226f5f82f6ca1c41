package dev.footbridge.loop;

import dev.footbridge.internal.Seat;
import dev.footbridge.internal.Strand;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the loop's own: a virtual one, which runs one job after another and, while one of them waits, stays with
 * it. The fields are guarded by the baton.
 */
final class Worker implements Runnable {

    private final Core core;
    private final Strand strand;
    private final Seat seat;
    private final BooleanSupplier answersBell = this::answersBell;
    private @Nullable LoopJob<?> assigned;
    private boolean retired;
    /** The next one on the stack of idle workers. */
    @Nullable
    Worker below;

    private Worker(Core core, Thread thread) {
        this.core = core;
        this.strand = new Strand(thread);
        this.seat = strand.sit(core.coroutines);
    }

    /** Makes a worker that begins with this job and holds the baton from its start. */
    static void start(Core core, String name, LoopJob<?> job) {
        Starter starter = new Starter(name);
        Worker worker = new Worker(core, starter.thread);
        worker.assigned = job;
        starter.worker = worker;
        starter.thread.start();
    }

    Strand strand() {
        return strand;
    }

    /** Gives an idle worker a job, and the baton with it. */
    void begin(LoopJob<?> job) {
        assigned = job;
        seat.grant();
    }

    /** The loop has ended: ends the thread, which gets no baton with this turn. */
    void retire() {
        retired = true;
        seat.grant();
    }

    /** Keeps the job for this thread, which holds the baton. */
    void take(LoopJob<?> job) {
        assigned = job;
    }

    /** Sleeps until there is a job for it or, as the bell, until it has the baton; false when it is to end. */
    boolean awaitJob() {
        seat.awaitTurnOr(answersBell);
        return !retired;
    }

    private boolean answersBell() {
        return core.workers.answersBell(this);
    }

    @Override
    public void run() {
        strand.bind();
        core.baton.setHolder(strand);
        do {
            if (!runAssigned()) {
                core.baton.dispatch();
                return;
            }
        } while (core.workers.next(this));
    }

    /**
     * In a frame of its own, so that an idle worker keeps nothing of its last job alive. False when something was wrong
     * outside the job's own code, such as no memory: this thread is of no more use, and the loop goes on.
     */
    private boolean runAssigned() {
        LoopJob<?> job = assigned;
        assigned = null;
        if (job == null) {
            return true;
        }
        try {
            job.begin(strand);
            strand.forgetInterrupts();
            return true;
        } catch (Throwable broken) {
            job.breakOff(broken);
            return false;
        } finally {
            core.live.remove(job);
        }
    }

    /** A thread must exist before the worker that knows it; this ties the two. */
    private static final class Starter implements Runnable {

        private final Thread thread;
        private @Nullable Worker worker;

        Starter(String name) {
            thread = Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).unstarted(this);
        }

        @Override
        public void run() {
            Objects.requireNonNull(worker).run();
        }
    }
}
