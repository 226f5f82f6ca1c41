package dev.footbridge.internal;

/** Where a task was started, as a trace: kept in debug mode, shown with a failure that nobody looked at. */
public final class StartPlace extends Throwable {

    private static final long serialVersionUID = 1;

    /** Here. */
    public StartPlace() {
        super("the task was started here", null, false, true);
    }
}
