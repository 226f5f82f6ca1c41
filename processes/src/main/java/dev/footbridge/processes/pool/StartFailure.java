package dev.footbridge.processes.pool;

import dev.footbridge.processes.WorkerStartException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A worker that did not come to take jobs. */
final class StartFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean bySignal;

    StartFailure(String message, boolean bySignal, @Nullable Throwable cause) {
        super(message, cause);
        this.bySignal = bySignal;
    }

    /** Whether somebody killed it, which says less about the next one than a start that fails by itself. */
    boolean isBySignal() {
        return bySignal;
    }

    /** As the failure of a job that no worker is there for, after so many of these in a row. */
    WorkerStartException charge(PoolJob<?> job, String pool, int failures) {
        Throwable cause = getCause();
        return new WorkerStartException("process pool '" + pool + "' cannot run " + job.name()
                + ": " + failures + " starts of a worker failed in a row. The last: " + getMessage()
                + ". See to that (jvmOptions, heap, environment, initializer); the next job is another try",
                cause == null ? this : cause);
    }
}
