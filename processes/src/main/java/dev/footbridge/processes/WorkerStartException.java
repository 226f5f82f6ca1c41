package dev.footbridge.processes;

import java.io.Serial;

/**
 * A worker could not be started, or its initializer failed, several times in a row. Jobs that were queued fail with this;
 * the next job makes the pool try again.
 */
public final class WorkerStartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * A failed start.
     *
     * @param message what was tried, and how it ended
     * @param cause what the worker died of, or what its initializer threw
     */
    public WorkerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
