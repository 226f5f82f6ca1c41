package dev.footbridge.cli.perf;

/** One way to make many calls from a blocking caller. */
interface Way extends AutoCloseable {

    /** The name in the table and in the JSON file. */
    String name();

    /** What it is, in a line. */
    String description();

    /** Makes the calls, waits for all replies and checks each; the first failure is thrown. */
    void makeCalls(Target target, int calls) throws Exception;

    /** How many of the calls are on their way at the same time. */
    int callsAtOnce(int calls);

    /** How many rounds it is measured in; a second baseline takes fewer, because it is the slow way once more. */
    default int rounds(int average) {
        return average;
    }

    @Override
    void close();
}
