package dev.footbridge.processes;

import java.io.Serial;

/**
 * Stands for an exception that a job threw in a worker and that could not be sent as it is. It keeps the name of the
 * type, the message, the trace, the causes and the suppressed exceptions.
 */
public final class RemoteFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String originalType;

    /**
     * A stand-in.
     *
     * @param originalType the name of the exception's class
     * @param description what the exception said of itself: its class and its message
     */
    public RemoteFailure(String originalType, String description) {
        super(description);
        this.originalType = originalType;
    }

    /** The name of the exception's class. */
    public String originalType() {
        return originalType;
    }
}
