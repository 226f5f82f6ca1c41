package dev.footbridge.processes.pool;

/** Says when it is no use to start another worker. Guarded by the {@link Board}. */
final class Breaker {

    /** A start that ends by itself counts so much; one that somebody killed counts one. */
    private static final int BY_ITSELF = 4;
    private static final int ENOUGH = 12;
    private static final long FIRST_PAUSE = 10_000_000;
    private static final long LONGEST_PAUSE = 2_000_000_000;

    private int score;
    private int failures;
    private long notBefore = System.nanoTime();

    void succeeded() {
        score = 0;
        failures = 0;
        notBefore = System.nanoTime();
    }

    /** Notes a failed start; true when enough have failed in a row. One more try is left after that. */
    boolean failed(boolean bySignal, long now) {
        failures++;
        score += bySignal ? 1 : BY_ITSELF;
        notBefore = now + Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, 8));
        if (score >= ENOUGH) {
            score = ENOUGH - BY_ITSELF;
            return true;
        }
        return false;
    }

    int failures() {
        return failures;
    }

    /** How long to wait before the next start. */
    long pause(long now) {
        return Math.max(0, notBefore - now);
    }
}
