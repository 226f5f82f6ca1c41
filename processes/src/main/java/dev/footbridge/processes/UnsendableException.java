package dev.footbridge.processes;

import java.io.Serial;

/**
 * A job, a result or an argument cannot go from one JVM to the other: it is not serializable, too large, nested too deep,
 * refused by a filter, or of a class that the other side does not have.
 */
public final class UnsendableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Something that cannot be sent.
     *
     * @param message what, why, and what to do about it
     */
    public UnsendableException(String message) {
        super(message);
    }

    /**
     * Something that cannot be sent.
     *
     * @param message what, why, and what to do about it
     * @param cause what went wrong
     */
    public UnsendableException(String message, Throwable cause) {
        super(message, cause);
    }
}
