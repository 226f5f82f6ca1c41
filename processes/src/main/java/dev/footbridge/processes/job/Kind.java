package dev.footbridge.processes.job;

/** How a job runs in its worker. */
public enum Kind {
    /** On the worker's main thread, one at a time. */
    BLOCKING,
    /** On the worker's event loop, beside others. */
    ASYNC;

    private static final Kind[] ALL = values();

    /** Its number on the channel: both sides run the same classes. */
    @SuppressWarnings("EnumOrdinal")
    public int code() {
        return ordinal();
    }

    /** The kind of this number. */
    public static Kind of(int code) {
        if (code < 0 || code >= ALL.length) {
            throw new IllegalArgumentException("there is no kind of job " + code);
        }
        return ALL[code];
    }
}
