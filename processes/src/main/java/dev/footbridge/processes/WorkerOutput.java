package dev.footbridge.processes;

/** Takes what workers print, line by line. */
@FunctionalInterface
public interface WorkerOutput {

    /**
     * A worker printed a line. Called on a thread of that worker's, which reads on once this returns; what it throws is
     * dropped.
     *
     * @param line what was printed, and by whom
     */
    void printed(WorkerLine line);

    /** Prints each line, behind the worker's name, to this JVM's own {@code System.out} or {@code System.err}. */
    static WorkerOutput forward() {
        return line -> (line.source() == WorkerLine.Source.OUT ? System.out : System.err).println(line);
    }

    /** Prints nothing. */
    static WorkerOutput discard() {
        return _ -> {};
    }
}
