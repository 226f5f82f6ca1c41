package dev.footbridge.threads;

/**
 * How fast the jobs of a {@link Kind} end: since its window was last changed, before that, and at first, when there were
 * few. In nanoseconds. Guarded by the lock of {@link Slots}.
 */
final class Pace {

    /** After so long without a look the window was no bound meanwhile, and what ended says nothing about it. */
    private static final long STALE = 50_000_000;
    private static final double BEAT = 5e6;
    /** Where none has ended for so long, those that run may wait for those that do not. */
    private static final double LONG = 200e6;
    private static final double FEWEST_EXPECTED = 2;
    private static final double LEAST_PART = 0.5;

    private final int first;
    private long lookedAt;
    private int ends;
    private double time;
    /** How long it is since the last one ended. */
    private double quiet;
    private double endsBefore;
    private double timeBefore;
    private int judged;
    private double wallOfJudged;
    private int firstEnds;
    private double firstWalls;

    Pace(int first, long now) {
        this.first = first;
        this.lookedAt = now;
    }

    /** One ended that took so long and had begun in a window of that size; now it is of this size. */
    void ended(int windowThen, int window, double wall) {
        ends++;
        quiet = 0;
        if (windowThen == window) {
            judged++;
            wallOfJudged += wall;
        }
        if (windowThen == first) {
            firstEnds++;
            firstWalls += wall;
        }
    }

    /** So many have run since the last look. */
    void goOn(int running, long now) {
        if (now - lookedAt > STALE) {
            restart();
        }
        double step = now - lookedAt > STALE ? BEAT : (double) (now - lookedAt);
        quiet += step;
        time += running * step;
        lookedAt = now;
    }

    /** Whether none has ended for long. */
    boolean isStuck() {
        return quiet >= LONG;
    }

    /** Whether so many end as would if each took no longer than before, as far as one can tell. */
    boolean isKept() {
        double expected = timeBefore == 0 ? 0 : endsBefore / timeBefore * time;
        return expected < FEWEST_EXPECTED || ends >= LEAST_PART * expected;
    }

    /** The window has changed. */
    void restart() {
        endsBefore = endsBefore / 2 + ends;
        timeBefore = timeBefore / 2 + time;
        ends = 0;
        time = 0;
        quiet = 0;
        judged = 0;
        wallOfJudged = 0;
    }

    /** How many ended that began in the window as it is. */
    int judged() {
        return judged;
    }

    /** How long these took. */
    double judgedWall() {
        return wallOfJudged / judged;
    }

    /** How long they took at first. */
    double firstWall() {
        return firstEnds == 0 ? 0 : firstWalls / firstEnds;
    }

    /** How many per second ended at first. */
    double firstRate() {
        return firstEnds == 0 ? 0 : rate(first, firstWall());
    }

    /** By Little's law so many jobs per second end when so many at once take so long. */
    static double rate(int window, double wall) {
        return window * 1e9 / Math.max(1, wall);
    }
}
