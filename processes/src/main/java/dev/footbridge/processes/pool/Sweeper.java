package dev.footbridge.processes.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What has waited long enough: workers without a job, and jobs that jobs have started. The latter run in the end beside
 * the job that started them, even if that holds its place: it may wait in a way that nobody can see.
 */
record Sweeper(long now, long idleNanos) {

    /** Nanoseconds that a job of a job waits for a place. */
    static final long PATIENCE = 100_000_000;

    List<WorkerLink> idleTooLong(Collection<WorkerLink> idle) {
        List<WorkerLink> found = new ArrayList<>();
        for (WorkerLink worker : idle) {
            if (now - worker.load().idleSince >= idleNanos) {
                found.add(worker);
            }
        }
        return found;
    }

    List<RelayedJob> keptWaiting(Backlog backlog) {
        List<RelayedJob> found = new ArrayList<>();
        for (PoolJob<?> job : backlog.relayed()) {
            if (job instanceof RelayedJob relayed && now - job.queuedAt >= PATIENCE) {
                found.add(relayed);
            }
        }
        return found;
    }

    /** How long until there is something again; zero if there is nothing to wait for. */
    long next(Collection<WorkerLink> idle, Backlog backlog) {
        if (!backlog.relayed().isEmpty()) {
            return PATIENCE / 2;
        }
        long next = 0;
        for (WorkerLink worker : idle) {
            long left = Math.max(1_000_000, idleNanos - (now - worker.load().idleSince));
            next = next == 0 ? left : Math.min(next, left);
        }
        return next;
    }
}
