package dev.footbridge.processes.pool;

import dev.footbridge.processes.WorkerCrashedException;

/**
 * How a worker ended.
 *
 * @param worker its name
 * @param pid its process id
 * @param exitCode its exit code
 * @param how all of it in words
 * @param lastError the last that it wrote to its standard error
 */
record Death(String worker, long pid, int exitCode, String how, String lastError) {

    /** As the failure of a job that it had begun. */
    WorkerCrashedException charge(PoolJob<?> job, int retried) {
        return new WorkerCrashedException("worker '" + worker + "' (pid " + pid + ") died while it ran " + job.name()
                + (retried == 0 ? "" : ", which had been begun " + (retried + 1) + " times")
                + ": it " + how + (retried > 0 || job.terms.retries() > 0
                        ? ""
                        : "\n  (start jobs that may safely run again through repeatable(n))"),
                worker, pid, exitCode, lastError);
    }

    /** As the failure of a job of which workers die before they have begun it. */
    WorkerCrashedException suspect(PoolJob<?> job) {
        return new WorkerCrashedException("worker '" + worker + "' (pid " + pid + ") died when it was given "
                + job.name() + " (" + job.payload.length + " bytes), as " + (job.suspected - 1)
                + " workers had before: it " + how + "\n  (give the workers more heap, or the job less to carry)",
                worker, pid, exitCode, lastError);
    }

    @Override
    public String toString() {
        return "worker '" + worker + "' (pid " + pid + ") " + how;
    }
}
