package dev.footbridge.cli.soak;

/**
 * The JSON file.
 *
 * @param seconds how long it took
 * @param programs how many programs ran to their end
 * @param violations how often something did not hold that must
 * @param pending tasks that had not ended when all programs had
 * @param threadsLeft threads, virtual ones included, that had not ended when all levels had closed
 */
record SoakResult(double seconds, long programs, int violations, long pending, int threadsLeft) {

    /** Whether all is well. */
    boolean isFine() {
        return violations == 0 && pending == 0 && threadsLeft == 0;
    }
}
