package dev.footbridge.processes.pool;

/**
 * Says when it is no use to start another worker: after a few starts in a row that failed by themselves, or after a long
 * time in which somebody killed each of many. Guarded by the {@link Board}.
 */
final class Breaker {

    private static final int BY_ITSELF = 3;
    private static final int KILLED = 12;
    private static final long KILLED_FOR = 60_000_000_000L;
    private static final long FIRST_PAUSE = 10_000_000;
    private static final long LONGEST_PAUSE = 500_000_000;

    private int byItself;
    private int failures;
    private long since;
    private long notBefore = System.nanoTime();

    void succeeded() {
        byItself = 0;
        failures = 0;
        notBefore = System.nanoTime();
    }

    /** Notes a failed start; true when enough have failed in a row. One more try is left after that. */
    boolean failed(boolean bySignal, long now) {
        if (failures == 0) {
            since = now;
        }
        failures++;
        byItself += bySignal ? 0 : 1;
        notBefore = now + Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, 8));
        if (byItself >= BY_ITSELF) {
            byItself = BY_ITSELF - 1;
            return true;
        }
        return failures >= KILLED && now - since >= KILLED_FOR;
    }

    int failures() {
        return failures;
    }

    /** How long to wait before the next start. */
    long pause(long now) {
        return Math.max(0, notBefore - now);
    }
}
