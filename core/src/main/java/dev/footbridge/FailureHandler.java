package dev.footbridge;

/**
 * Told about failures that nobody looked at: of a task whose outcome was dropped, of a callback, of cleanup after a
 * cancel. Each is told once. In debug mode ({@code EventLoopOptions.withDebug}) a task's failure carries, as
 * suppressed, where the task was started. Called on the thread that noticed; an exception it throws is logged and goes
 * no further.
 */
@FunctionalInterface
public interface FailureHandler {

    /**
     * A failure nobody looked at.
     *
     * @param task the name of what failed
     * @param failure the original exception
     */
    void unhandled(String task, Throwable failure);
}
