package dev.footbridge.processes.pool;

/** Takes jobs back that have not begun, from the backlog or from a worker. Guarded by the {@link Board}. */
final class Recall {

    /** What became of a job that is not wanted any more. */
    enum Withdrawal {
        /** It had not begun, and never will. */
        TAKEN_BACK,
        /** It has begun. */
        RUNS,
        /** It had ended. */
        ENDED
    }

    private final Dispatch dispatch;
    private final Roster roster;

    Recall(Dispatch dispatch, Roster roster) {
        this.dispatch = dispatch;
        this.roster = roster;
    }

    /** Takes a job out of the pool. */
    Withdrawal withdraw(PoolJob<?> job) {
        return switch (job.phase) {
            case NEW, ENDED -> Withdrawal.ENDED;
            case QUEUED -> {
                dispatch.backlog().remove(job);
                job.phase = PoolJob.Phase.ENDED;
                yield Withdrawal.TAKEN_BACK;
            }
            case SENT -> {
                Seat seat = job.seat;
                if (seat == null || !seat.takeBack()) {
                    yield Withdrawal.RUNS;
                }
                dispatch.unseat(seat);
                job.phase = PoolJob.Phase.ENDED;
                dispatch.fill(seat.worker);
                seat.worker.ring();
                yield Withdrawal.TAKEN_BACK;
            }
        };
    }

    /** Gives a worker no more, and puts back what it has not begun, each job in its place at the front. */
    void evacuate(WorkerLink worker) {
        roster.retire(worker);
        for (Seat seat : worker.load().seats().reversed()) {
            if (seat.takeBack()) {
                dispatch.unseat(seat);
                dispatch.backlog().addFirst(seat.job);
            }
        }
        dispatch.startSome();
    }
}
