package dev.footbridge.processes;

/**
 * A line that a worker printed.
 *
 * @param worker the worker's name
 * @param pid its process id
 * @param source where it was printed to
 * @param text the line; very long ones come in pieces
 */
public record WorkerLine(String worker, long pid, Source source, String text) {

    /** Where a worker printed something to. */
    public enum Source {
        /** {@code System.out}, and whatever native code writes to descriptor 1. */
        OUT,
        /** {@code System.err}, and whatever native code writes to descriptor 2. */
        ERR
    }

    @Override
    public String toString() {
        return "[" + worker + "] " + text;
    }
}
