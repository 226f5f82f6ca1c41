package dev.footbridge.processes.pool;

/** A job's place with a worker. Guarded by the {@link Board}. */
final class Seat {

    final WorkerLink worker;
    final PoolJob<?> job;
    final int line;
    /** Whether it takes the worker's place, which async jobs and jobs that wait do not. */
    boolean counts;
    boolean waits;

    Seat(WorkerLink worker, PoolJob<?> job, int line) {
        this.worker = worker;
        this.job = job;
        this.line = line;
    }

    boolean hasBegun() {
        return worker.page().hasBegun(line, job.id);
    }

    /** Takes the job back; false when it has begun. */
    boolean takeBack() {
        return worker.page().takeBack(line, job.id);
    }
}
