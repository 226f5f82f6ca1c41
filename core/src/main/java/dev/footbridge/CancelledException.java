package dev.footbridge;

import java.util.concurrent.CancellationException;

/**
 * Thrown at a waiting point of code that was cancelled, and by waiting for a task that was.
 *
 * <p>It is a {@link CancellationException}, so code that knows only the JDK handles it. {@link #reason()} says why:
 * the words given to {@link Task#cancel(String)}, the limit that ran out, or the thread that was interrupted. Code that
 * catches it to clean up should throw it on: the next wait in the same scope throws it again.
 */
public class CancelledException extends CancellationException {

    private static final long serialVersionUID = 1;

    /**
     * Makes a cancellation with this reason.
     *
     * @param reason why, in words; becomes the message
     */
    public CancelledException(String reason) {
        super(reason);
    }

    /** Why the work was cancelled, in words. */
    public final String reason() {
        String reason = getMessage();
        return reason == null ? "" : reason;
    }
}
