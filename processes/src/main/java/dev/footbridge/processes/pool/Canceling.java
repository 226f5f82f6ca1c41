package dev.footbridge.processes.pool;

import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.processes.wire.Control;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * How jobs end: as their worker says, cancelled, when their time is up, or with their worker. A job that has begun is
 * interrupted, and its worker killed when that does not help within the grace time.
 */
final class Canceling {

    private final Board board;
    private final ProcessPoolOptions options;
    private final Map<Seat, Runnable> alarms = new ConcurrentHashMap<>();

    Canceling(Board board, ProcessPoolOptions options) {
        this.board = board;
        this.options = options;
    }

    // ---- cancels

    boolean cancel(PoolJob<?> job, Cancel asked) {
        Cancel before = job.request;
        boolean first = before == null || (asked.interrupts() && !before.interrupts());
        if (first) {
            job.request = asked;
        }
        return switch (board.withdraw(job)) {
            case TAKEN_BACK -> {
                job.settleCancelled(asked.reason());
                board.ended(job);
                yield true;
            }
            case RUNS -> {
                if (first) {
                    stop(job, asked.reason(), asked.interrupts());
                }
                yield true;
            }
            case ENDED -> !job.isDone();
        };
    }

    /** Ends a job that has not begun; false when it has. */
    boolean drop(PoolJob<?> job, String reason) {
        if (board.withdraw(job) != Recall.Withdrawal.TAKEN_BACK) {
            return false;
        }
        job.stopWith(reason);
        board.ended(job);
        return true;
    }

    private void stop(PoolJob<?> job, String reason, boolean interrupt) {
        WorkerLink worker = board.workerOf(job);
        if (worker == null) {
            return;
        }
        worker.tell(new Control(interrupt ? Control.Op.INTERRUPT : Control.Op.CANCEL, job.id, reason));
        if (interrupt && !options.killGrace().equals(ProcessPoolOptions.FOREVER)) {
            at(Durations.nanos(options.killGrace()), () -> kill(job, worker, reason));
        }
    }

    private void kill(PoolJob<?> job, WorkerLink worker, String reason) {
        if (board.doom(worker, job)) {
            worker.kill(
                    "a job did not stop within " + options.killGrace() + " of being told to (killGrace); " + reason);
        }
    }

    private static Runnable at(long nanos, Runnable action) {
        long now = System.nanoTime();
        return Ticker.at(now + Math.min(nanos, Long.MAX_VALUE >> 1), () -> Thread.startVirtualThread(action));
    }

    // ---- time limits

    private Duration limit(PoolJob<?> job) {
        Duration own = job.terms.limit();
        return own.compareTo(options.jobTimeout()) < 0 ? own : options.jobTimeout();
    }

    boolean isTimed(PoolJob<?> job) {
        return !limit(job).equals(ProcessPoolOptions.FOREVER);
    }

    /** A job was given to a worker. */
    void watch(Seat seat) {
        if (isTimed(seat.job)) {
            alarms.put(seat, at(Durations.nanos(limit(seat.job)), () -> expire(seat)));
        }
    }

    void unwatch(Seat seat) {
        if (alarms.isEmpty()) {
            return;
        }
        Runnable noAlarm = alarms.remove(seat);
        if (noAlarm != null) {
            noAlarm.run();
        }
    }

    private void expire(Seat seat) {
        PoolJob<?> job = seat.job;
        if (board.workerOf(job) != seat.worker) {
            return;
        }
        job.timedOut = true;
        switch (board.withdraw(job)) {
            case TAKEN_BACK -> {
                seat.worker.kill("it did not begin a job within the job's time limit of " + limit(job));
                job.failWith(timeout(job));
                board.ended(job);
            }
            case RUNS -> stop(job, job.name() + " took longer than its time limit of " + limit(job), true);
            case ENDED -> {
            }
        }
    }

    private TimeoutException timeout(PoolJob<?> job) {
        return new TimeoutException(job.name() + " did not end within its time limit of " + limit(job)
                + " and was stopped: give it more (within, jobTimeout), or less to do");
    }

    // ---- ends

    /** A job ends as its worker says. */
    void settle(PoolJob<?> job, Frame frame, String worker) {
        try {
            if (job.timedOut && frame.type() != FrameType.VALUE) {
                job.failWith(timeout(job));
            } else {
                job.deliver(frame, worker);
            }
        } catch (Throwable unforeseen) {
            job.failWith(unforeseen);
        } finally {
            Recorder.jobEnded(job, worker, frame.type().name());
            board.ended(job);
        }
    }

    /** A job that had begun ends with its worker, unless it may be begun again. */
    void settleDead(PoolJob<?> job, Death death) {
        if (job.timedOut) {
            job.failWith(timeout(job));
        } else if (job.request != null) {
            job.settleCancelled("");
        } else if (board.isSuspected(job)) {
            job.failWith(death.suspect(job));
        } else if (board.retry(job)) {
            return;
        } else {
            job.failWith(death.charge(job, job.retried));
        }
        board.ended(job);
    }
}
