package dev.footbridge.benchmarks;

/** Checks what a contender returned, so that one that loses work is not measured as a fast one. */
public final class Expect {

    private Expect() {}

    /**
     * Fails the benchmark if the result is not this.
     *
     * @param expected what a run that did all its work returns
     * @param actual what it returned
     * @return the result
     */
    public static long value(long expected, long actual) {
        if (actual != expected) {
            throw new IllegalStateException("the contender must return " + expected + " when all its work is done, not "
                    + actual + ": its time means nothing before that is repaired");
        }
        return actual;
    }

    /**
     * The sum of all numbers below this.
     *
     * @param end the first number that does not count
     */
    public static long sumBelow(long end) {
        return end * (end - 1) / 2;
    }
}
