package dev.footbridge.processes.pool;

import java.util.ArrayList;
import java.util.List;

/** What becomes of the jobs of a worker that has died. Guarded by the {@link Board}. */
final class Losses {

    /**
     * So many workers may die that were about to begin a job, and no other, before it is charged: a worker may die of
     * receiving it.
     */
    private static final int SUSPICIONS = 3;

    private final Dispatch dispatch;
    private final Tally tally;

    Losses(Dispatch dispatch, Tally tally) {
        this.dispatch = dispatch;
        this.tally = tally;
    }

    /** Puts back what the worker had not begun, for others; the rest is returned. */
    List<PoolJob<?>> of(WorkerLink dead, boolean killed) {
        List<Seat> seats = dead.load().seats();
        boolean quiet = !killed && seats.stream().noneMatch(Seat::hasBegun);
        List<PoolJob<?>> charged = new ArrayList<>();
        for (Seat seat : seats.reversed()) {
            PoolJob<?> job = seat.job;
            boolean begun = seat.hasBegun()
                    || (quiet && seat == seats.getFirst() && ++job.suspected >= SUSPICIONS);
            dispatch.unseat(seat);
            if (begun || job.request != null || job.timedOut) {
                job.phase = PoolJob.Phase.ENDED;
                charged.addFirst(job);
            } else {
                dispatch.backlog().addFirst(job);
            }
        }
        return charged;
    }

    /** Whether workers die of receiving this job. */
    static boolean isSuspected(PoolJob<?> job) {
        return job.suspected >= SUSPICIONS;
    }

    /** Puts a job back that was charged, if it may be begun again; false when it may not. */
    boolean retry(PoolJob<?> job) {
        if (job.retried >= job.terms.retries()) {
            return false;
        }
        job.retried++;
        tally.retried++;
        dispatch.backlog().addFirst(job);
        dispatch.startSome();
        return true;
    }
}
