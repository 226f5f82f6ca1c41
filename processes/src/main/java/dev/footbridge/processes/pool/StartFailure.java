package dev.footbridge.processes.pool;

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
}
