package dev.footbridge.processes;

import java.io.Serial;

/**
 * Where in a worker an exception was thrown: suppressed in that exception, so that it is printed with it. Its own trace
 * is that of the worker's thread.
 */
public final class RemoteTrace extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * A trace from a worker.
     *
     * @param message the worker, and the exception
     * @param trace the frames there
     */
    public RemoteTrace(String message, StackTraceElement[] trace) {
        super(message, null, false, true);
        setStackTrace(trace);
    }

    /** Where it was made does not matter. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
