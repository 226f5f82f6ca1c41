package dev.footbridge.threads;

import dev.footbridge.internal.Errands;
import dev.footbridge.internal.Strand;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a confined pool. Jobs are its errands: it does them when it has nothing to do, and on top of a job that
 * waits.
 */
final class Confined implements Crew, Errands.Supply, Runnable {

    private final Dispatch pool;
    private final ThreadFactory factory;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable Errands errands;
    private volatile boolean dismissed;
    /** How many jobs are on its stack. Its own. */
    private int depth;

    Confined(Dispatch pool, ThreadFactory factory) {
        this.pool = pool;
        this.factory = factory;
    }

    @Override
    public void launch(PoolJob<?> job) {
        started().ask(new Turn(job));
    }

    @Override
    public void proceed(PoolJob<?> next, PoolJob<?> ended) {
        pool.launch(next);
    }

    /** Its errands, once there is a thread for them. */
    private Errands started() {
        Errands known = errands;
        if (known != null) {
            return known;
        }
        starting.lock();
        try {
            known = errands;
            if (known == null) {
                Thread thread = Crew.thread(factory, this);
                if (thread.getName().isEmpty() || thread.getName().startsWith("Thread-")) {
                    thread.setName(pool.name());
                }
                known = new Errands(thread, this);
                thread.start();
                errands = known;
            }
            return known;
        } finally {
            starting.unlock();
        }
    }

    /** A job is queued, which a waiting one may let begin. Any thread. */
    void keptWaiting() {
        Errands known = errands;
        if (known != null) {
            known.wake();
        }
    }

    @Override
    public void dismiss() {
        dismissed = true;
        keptWaiting();
    }

    @Override
    public Size size() {
        boolean alive = errands != null && !(dismissed && pool.slots().isEmpty());
        return new Size(alive ? 1 : 0, alive && pool.slots().isEmpty() ? 1 : 0, 0, 0);
    }

    // ---- its thread

    @Override
    public void run() {
        Errands mine = started();
        Strand strand = new Strand(Thread.currentThread());
        strand.setErrands(mine);
        strand.confine(pool.level());
        while (!dismissed || strand.hasErrands()) {
            if (!strand.doErrand()) {
                LockSupport.park(this);
            }
            Thread.interrupted(); // nobody's: no job is running
        }
    }

    @Override
    public boolean isEmpty() {
        return depth == 0 || !pool.slots().canNest();
    }

    @Override
    public Errands.@Nullable Errand next() {
        PoolJob<?> job = depth == 0 ? null : pool.slots().nest();
        return job == null ? null : new Turn(job);
    }

    /** A job on its way to the thread. */
    private final class Turn implements Errands.Errand {

        private final PoolJob<?> job;
        private boolean run;

        Turn(PoolJob<?> job) {
            this.job = job;
        }

        @Override
        public void run(Strand waiting, Strand strand) {
            run = true;
            depth++;
            try {
                pool.run(job, strand, () -> {});
                job.runsOn(null);
                strand.forgetInterrupts(); // what came for this job has nothing to do with the one below
            } finally {
                depth--;
            }
        }

        @Override
        public boolean breakOff(Throwable reason) {
            boolean broken = job.breakOff(reason);
            if (!run) {
                pool.passOn(job);
                pool.slots().ended(job);
            }
            return broken;
        }

        /** Not asked: its errands are never closed. */
        @Override
        public void refuse() {
            throw new AssertionError(job + " came to a confined thread that has gone");
        }

        @Override
        public String toString() {
            return job.toString();
        }
    }
}
