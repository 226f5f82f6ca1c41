package dev.footbridge.threads;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A platform thread of an elastic pool: runs one job after another. */
final class Worker implements Runnable {

    private final Dispatch pool;
    private final Workers workers;
    private final Berth<PoolJob<?>> berth = new Berth<>();
    private final Runnable beforeCallbacks = this::handOver;
    private @Nullable PoolJob<?> kept;
    private boolean enlisted;
    private volatile @Nullable Thread thread;

    Worker(Dispatch pool, Workers workers) {
        this.pool = pool;
        this.workers = workers;
    }

    Berth<PoolJob<?>> berth() {
        return berth;
    }

    Workers workers() {
        return workers;
    }

    /** Says which thread it is, before that is started. */
    void runsOn(Thread made) {
        thread = made;
    }

    /** Gives it a job; false when it has gone. Any thread. */
    boolean assign(PoolJob<?> job) {
        if (!berth.assign(job)) {
            return false;
        }
        wake();
        return true;
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Keeps a job to be run after the one that is ending, unless that has callbacks. Its own thread. */
    void keep(PoolJob<?> job) {
        kept = job;
    }

    /** Gives the kept job to another thread, and takes no other: this one may be gone for any time. Its own thread. */
    private void handOver() {
        PoolJob<?> next = kept;
        kept = null;
        if (enlisted) {
            enlisted = false;
            next = workers.withdraw(this);
        }
        if (next != null) {
            pool.launch(next);
        }
    }

    /** Whether it is among the idle ones, or was until it was given a job. Its own thread. */
    boolean isEnlisted() {
        return enlisted;
    }

    void setEnlisted(boolean now) {
        enlisted = now;
    }

    @Override
    public void run() {
        boolean left = false;
        try {
            do {
                work();
            } while (workers.rest(this));
            left = true;
        } finally {
            if (!left) {
                handOver();
                workers.died();
            }
        }
    }

    /** Runs what was assigned to it and what it kept. In a frame of its own: an idle thread holds nothing of a job. */
    void work() {
        enlisted = false;
        for (PoolJob<?> job = berth.take(); job != null;) {
            job = run(job);
        }
    }

    private @Nullable PoolJob<?> run(PoolJob<?> job) {
        job.worker(this);
        Load load = job.load();
        if (load != null) {
            workers.begins(load);
        }
        pool.run(job, beforeCallbacks);
        job.worker(null);
        job.runsOn(null);
        Thread.interrupted(); // what came for that job has nothing to do with the next
        PoolJob<?> next = kept;
        kept = null;
        return next;
    }

    /** Sleeps until it is given a job, is woken, or the time is over. Its own thread. */
    void sleep(long nanos) {
        if (berth.isFree()) {
            LockSupport.parkNanos(this, nanos);
        }
        Thread.interrupted(); // nobody's: no job is running
    }
}
