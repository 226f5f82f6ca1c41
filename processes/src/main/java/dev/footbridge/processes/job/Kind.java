package dev.footbridge.processes.job;

/** How a job runs in its worker. */
public enum Kind {
    /** On the worker's main thread, one at a time. */
    BLOCKING,
    /** On the worker's event loop, beside others. */
    ASYNC;

    private static final Kind[] ALL = values();

    /** The kind of this number. */
    public static Kind of(int ordinal) {
        if (ordinal < 0 || ordinal >= ALL.length) {
            throw new IllegalArgumentException("there is no kind of job " + ordinal);
        }
        return ALL[ordinal];
    }
}
