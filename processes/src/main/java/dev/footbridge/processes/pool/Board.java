package dev.footbridge.processes.pool;

import dev.footbridge.internal.Signal;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.processes.ProcessPoolStats;
import dev.footbridge.processes.job.Living;
import dev.footbridge.processes.wire.FrameType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which job is where: in the backlog or with a worker. One lock guards this and all that belongs to it, {@link Dispatch},
 * {@link Recall}, {@link Losses}, {@link Roster}, {@link Backlog}, {@link Load}; it is held for moments only, and nothing
 * is waited for under it.
 */
final class Board {

    /** What became of a job that came. */
    enum Entry {
        TAKEN, REFUSED, CLOSED
    }

    private static final byte[] NOTHING = {};

    private final ProcessPoolOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition noWorkers = lock.newCondition();
    private final Tally tally = new Tally();
    private final Roster roster;
    private final Dispatch dispatch;
    private final Recall recall;
    private final Losses losses;
    private final Living<PoolJob<?>> live = new Living<>();
    private boolean shut;
    private long lastId;

    Board(LocalEngine engine, ProcessPoolOptions options) {
        this.options = options;
        this.roster = new Roster(engine, options, tally);
        this.dispatch = new Dispatch(engine, options, roster, tally);
        this.recall = new Recall(dispatch, roster);
        this.losses = new Losses(dispatch, tally);
    }

    private <T> T guarded(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void guard(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    // ---- jobs come

    Entry enter(PoolJob<?> job, int queueLimit) {
        WorkerLink worker;
        lock.lock();
        try {
            if (shut) {
                return Entry.CLOSED;
            }
            worker = roster.choose(job);
            if (worker == null && !job.isRelayed() && dispatch.backlog().size() - roster.coming() >= queueLimit) {
                tally.refused++;
                return Entry.REFUSED;
            }
            job.id = ++lastId;
            tally.started++;
            live.add(job);
            if (worker != null) {
                dispatch.send(worker, job, FrameType.JOB);
            } else {
                dispatch.queue(job);
            }
        } finally {
            lock.unlock();
        }
        if (worker != null) {
            worker.ring();
        }
        return Entry.TAKEN;
    }

    // ---- workers come

    void startWorkers() {
        guard(dispatch::startSome);
    }

    void ready(WorkerLink worker) {
        guard(() -> {
            roster.ready(worker);
            dispatch.fill(worker);
        });
    }

    void startFailed(WorkerLink worker, StartFailure failure) {
        List<PoolJob<?>> lost = new ArrayList<>();
        int failures = guarded(() -> {
            int inARow = roster.failed(worker, failure);
            noWorkers.signalAll();
            if (inARow > 0) {
                lost.addAll(dispatch.backlog().drain());
                lost.forEach(job -> job.phase = PoolJob.Phase.ENDED);
            }
            dispatch.startSome();
            return inARow;
        });
        for (PoolJob<?> job : lost) {
            job.failWith(failure.charge(job, options.name(), failures));
            ended(job);
        }
    }

    // ---- workers speak

    /** A worker has sent what came of a job. */
    @Nullable
    PoolJob<?> replied(WorkerLink worker, long id) {
        return guarded(() -> {
            Seat seat = worker.load().seat(id);
            if (seat == null) {
                return null;
            }
            worker.load().replied();
            dispatch.unseat(seat);
            seat.job.phase = PoolJob.Phase.ENDED;
            dispatch.fill(worker);
            return seat.job;
        });
    }

    /** The job of this number that the worker has. */
    @Nullable
    PoolJob<?> jobOf(WorkerLink worker, long id) {
        return guarded(() -> {
            Seat seat = worker.load().seat(id);
            return seat == null ? null : seat.job;
        });
    }

    void waits(WorkerLink worker, long id) {
        guard(() -> {
            Seat seat = worker.load().seat(id);
            if (seat != null && !seat.waits) {
                worker.load().waits(seat, true);
                dispatch.fill(worker);
            }
        });
    }

    void goesOn(WorkerLink worker, long id) {
        guard(() -> {
            Seat seat = worker.load().seat(id);
            if (seat != null && seat.waits) {
                worker.load().waits(seat, false);
            }
        });
    }

    void retire(WorkerLink worker) {
        guard(() -> {
            if (worker.load().state == Load.State.READY) {
                tally.recycled++;
                roster.retire(worker);
                dispatch.fill(worker);
                dispatch.startSome();
            }
        });
    }

    // ---- workers go

    /** A worker has died: what it had not begun is for others; the rest is returned. */
    List<PoolJob<?>> gone(WorkerLink worker, Death death, boolean killed) {
        return guarded(() -> {
            roster.gone(worker, death, killed);
            List<PoolJob<?>> charged = losses.of(worker, killed);
            noWorkers.signalAll();
            dispatch.startSome();
            return charged;
        });
    }

    /** Whether workers die of receiving this job. */
    boolean isSuspected(PoolJob<?> job) {
        return guarded(() -> Losses.isSuspected(job));
    }

    /** Puts a job back whose worker died, if it may be begun again; false when it may not. */
    boolean retry(PoolJob<?> job) {
        return guarded(() -> !shut && losses.retry(job));
    }

    void resize(int workers) {
        guard(() -> {
            roster.resize(workers);
            dispatch.startSome();
        });
    }

    void sweep() {
        guard(dispatch::sweep);
    }

    // ---- jobs go

    Recall.Withdrawal withdraw(PoolJob<?> job) {
        return guarded(() -> recall.withdraw(job));
    }

    /** The worker that has this job; null when none does. */
    @Nullable
    WorkerLink workerOf(PoolJob<?> job) {
        return guarded(() -> {
            Seat seat = job.seat;
            return seat == null ? null : seat.worker;
        });
    }

    /**
     * A worker is about to be killed for the sake of this job: it gets no more, and what it has not begun is for others,
     * so that nobody else is struck. False when it does not have the job any more.
     */
    boolean doom(WorkerLink worker, PoolJob<?> job) {
        return guarded(() -> {
            if (worker.load().seat(job.id) == null) {
                return false;
            }
            recall.evacuate(worker);
            return true;
        });
    }

    /** A job has settled. */
    void ended(PoolJob<?> job) {
        List<Signal> told = guarded(() -> {
            if (live.remove(job)) {
                tally.ended++;
            }
            job.payload = NOTHING;
            return live.due();
        });
        told.forEach(Signal::fire);
    }

    // ---- the end

    void whenIdle(Signal signal) {
        guarded(() -> live.whenEmpty(signal)).forEach(Signal::fire);
    }

    List<PoolJob<?>> live() {
        return guarded(live::all);
    }

    /** Takes nothing more, unless there still are jobs. */
    boolean tryShut() {
        return guarded(() -> {
            shut |= live.isEmpty();
            return shut;
        });
    }

    void shut() {
        guard(() -> {
            shut = true;
            roster.end();
        });
    }

    /** Tells all workers to end. */
    List<WorkerLink> dismiss() {
        return guarded(() -> {
            List<WorkerLink> all = List.copyOf(roster.all());
            all.stream().filter(worker -> worker.load().state != Load.State.STARTING).forEach(roster::leave);
            return all;
        });
    }

    /** Waits until no worker is left; false when the time is up. */
    boolean awaitNoWorkers(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!roster.all().isEmpty() && left > 0) {
                left = noWorkers.awaitNanos(left);
            }
            return roster.all().isEmpty();
        } finally {
            lock.unlock();
        }
    }

    ProcessPoolStats stats() {
        return guarded(() -> tally.stats(options.name(), roster, dispatch.backlog()));
    }
}
