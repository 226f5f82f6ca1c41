package dev.footbridge.processes;

import java.io.Serial;

/**
 * The worker died that was running this job. The message says which worker, how it ended and what it last printed; jobs
 * that it had not begun are not affected, they run on another worker.
 *
 * <p>A job fails so once it has begun, because nobody can know how far it came. Jobs that may safely run again can be
 * started through {@link ProcessPool#repeatable}.
 */
public final class WorkerCrashedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String worker;
    private final long pid;
    private final int exitCode;
    private final String lastError;

    /**
     * A death.
     *
     * @param message all of it in words
     * @param worker the worker's name
     * @param pid its process id
     * @param exitCode its exit code, 128 and the number of a signal that killed it; -1 if it is not known
     * @param lastError the last that it wrote to its standard error
     */
    public WorkerCrashedException(String message, String worker, long pid, int exitCode, String lastError) {
        super(message);
        this.worker = worker;
        this.pid = pid;
        this.exitCode = exitCode;
        this.lastError = lastError;
    }

    /** The worker's name. */
    public String worker() {
        return worker;
    }

    /** The worker's process id. */
    public long pid() {
        return pid;
    }

    /** Its exit code: 128 and the number of a signal that killed it; -1 if it is not known. */
    public int exitCode() {
        return exitCode;
    }

    /** The last that it wrote to its standard error, 8 KiB at most. */
    public String lastError() {
        return lastError;
    }
}
