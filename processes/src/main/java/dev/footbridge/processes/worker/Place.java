package dev.footbridge.processes.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one place of a worker: a blocking job runs at a time, and one that waits gives the place back. The main thread runs
 * jobs while it is free; on top of jobs that wait there, others get threads of their own.
 */
final class Place {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition forMain = lock.newCondition();
    private final Deque<WorkerJob> queue = new ArrayDeque<>();
    private int active;
    private boolean mainFree;
    private @Nullable WorkerJob handed;
    private boolean ended;

    /** A job has come that another thread than the main one has read. */
    void offer(WorkerJob job) {
        lock.lock();
        try {
            if (active == 0) {
                begin(job);
            } else {
                queue.add(job);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A job has come that is to run at once, beside the one that has the place. */
    void offerExtra(WorkerJob job) {
        lock.lock();
        try {
            begin(job);
        } finally {
            lock.unlock();
        }
    }

    private void begin(WorkerJob job) {
        active++;
        if (mainFree && handed == null) {
            mainFree = false;
            handed = job;
            forMain.signal();
        } else {
            Thread.ofPlatform().daemon().name("job-" + job.id()).start(() -> runAll(job));
        }
    }

    /** The main thread begins a job that it has read itself; false when another has the place, and the job was queued. */
    boolean enter(WorkerJob job) {
        lock.lock();
        try {
            if (active == 0) {
                active++;
                return true;
            }
            queue.add(job);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a job that has the place, and those that come after it. */
    void runAll(WorkerJob first) {
        for (WorkerJob job = first; job != null; job = next()) {
            job.runHere();
        }
    }

    /** A job has ended: the next one that this thread is to run, or null. */
    private @Nullable WorkerJob next() {
        lock.lock();
        try {
            active--;
            WorkerJob next = active == 0 ? queue.poll() : null;
            if (next != null) {
                active++;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A job waits, on its own thread. */
    void release() {
        lock.lock();
        try {
            active--;
            WorkerJob next = active == 0 ? queue.poll() : null;
            if (next != null) {
                begin(next);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A job goes on. It does not wait for the place: the pool sends nothing more until it is free. */
    void reacquire() {
        lock.lock();
        try {
            active++;
        } finally {
            lock.unlock();
        }
    }

    /** The main thread waits for a job; null when there will be none. */
    @Nullable
    WorkerJob await() {
        lock.lock();
        try {
            mainFree = true;
            while (handed == null && !ended) {
                forMain.awaitUninterruptibly();
            }
            WorkerJob job = handed;
            handed = null;
            mainFree = false;
            return job;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            forMain.signal();
        } finally {
            lock.unlock();
        }
    }
}
