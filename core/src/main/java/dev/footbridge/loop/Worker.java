package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stack of the loop's own: a virtual thread that runs one job after another and, while one of them waits, stays with it.
 * The fields are guarded by the baton.
 */
final class Worker extends Strand implements Runnable {

    private final Core core;
    private @Nullable LoopJob<?> assigned;
    private final BooleanSupplier answersBell;
    private boolean retired;
    /** The next one on the stack of idle workers. */
    @Nullable
    Worker below;

    private Worker(Core core, Starter starter) {
        super(starter.thread);
        this.core = core;
        this.answersBell = () -> core.workers.answersBell(this);
        setHost(core.coroutines);
    }

    /** Makes a worker that begins with this job and holds the baton from its start. */
    static void start(Core core, String name, LoopJob<?> job) {
        Starter starter = new Starter(name);
        Worker worker = new Worker(core, starter);
        worker.assigned = job;
        starter.run = worker;
        starter.thread.start();
    }

    void assign(LoopJob<?> job) {
        assigned = job;
    }

    /** The loop closes: ends with the next turn, which does not carry the baton. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    /** Asked at every wake-up while idle. */
    BooleanSupplier answersBell() {
        return answersBell;
    }

    @Override
    public void run() {
        bind();
        do {
            LoopJob<?> job = assigned;
            assigned = null;
            if (job != null) {
                core.baton.setHolder(this);
                job.begin(this);
                core.live.remove(job);
            }
        } while (core.workers.next(this));
    }

    /** A thread must exist before the strand that knows it; this ties the two. */
    private static final class Starter implements Runnable {

        private final Thread thread;
        private @Nullable Worker run;

        Starter(String name) {
            thread = Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).unstarted(this);
        }

        @Override
        public void run() {
            Objects.requireNonNull(run).run();
        }
    }
}
