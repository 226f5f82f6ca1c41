package dev.footbridge.cli.input;

/**
 * Says that the command cannot do what it was asked for, in one line for the user: subject, rule, value, remedy.
 *
 * <p>It ends the command with exit code 2 and is never shown with a stack trace.
 */
public final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes one with the line to show. */
    public BadInput(String line) {
        super(line);
    }

    /** Makes one with the line to show and what led to it. */
    public BadInput(String line, Throwable cause) {
        super(line, cause);
    }

    /** Throws one unless the rule holds. */
    public static void unless(boolean rule, String line) {
        if (!rule) {
            throw new BadInput(line);
        }
    }
}
