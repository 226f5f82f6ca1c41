package dev.footbridge.sync;

/** Thrown when something is put into a closed {@link AsyncQueue}, or taken from one that is closed and empty. */
public final class QueueClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    QueueClosedException(String message) {
        super(message);
    }
}
