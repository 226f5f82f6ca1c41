package dev.footbridge.processes.wire;

/** What a frame says. */
public enum FrameType {
    /** Worker, first of all: the token it was given, and its process id. */
    HELLO,
    /** Pool, then: {@link Setup}. */
    SETUP,
    /** Worker: it takes jobs. */
    READY,
    /** Worker: its initializer failed, so. */
    NOT_READY,
    /** Pool: run this blocking job, in its turn. */
    JOB,
    /** Pool: run this blocking job beside the one that runs, whose thread waits for it. */
    EXTRA_JOB,
    /** Pool: run this async job. */
    ASYNC_JOB,
    /** Worker: the job's value. */
    VALUE,
    /** Worker: the job failed, so. */
    ERROR,
    /** Worker: the job was cancelled, for this reason. */
    CANCELLED,
    /** Worker: the job waits, and gives its place back meanwhile. */
    WAITS,
    /** Worker: the job goes on. */
    GOES_ON,
    /** Worker: run this job for a job of mine. */
    CALL,
    /** Worker: that job is not needed any more. */
    CALL_CANCEL,
    /** Pool: how a job ended that the worker called for. */
    CALL_VALUE,
    /** Pool: how a job ended that the worker called for. */
    CALL_ERROR,
    /** Pool: how a job ended that the worker called for. */
    CALL_CANCELLED,
    /** Worker: how far a job is. */
    PROGRESS,
    /** Worker: replace me. */
    RETIRE,
    /** Worker: the JVM is shutting down, in order. */
    EXITING;

    private static final FrameType[] ALL = values();

    /** Its number on the channel: both sides run the same classes. */
    @SuppressWarnings("EnumOrdinal")
    byte code() {
        return (byte) ordinal();
    }

    static FrameType of(byte code) throws ProtocolException {
        if (code < 0 || code >= ALL.length) {
            throw new ProtocolException("there is no frame of type " + code);
        }
        return ALL[code];
    }
}
