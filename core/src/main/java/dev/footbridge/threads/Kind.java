package dev.footbridge.threads;

import org.jspecify.annotations.Nullable;

/**
 * What a pool knows about the jobs of one function: how much of their time they want a processor, and how many of them at
 * once were of use. Guarded by the lock of {@link Slots}.
 */
final class Kind {

    /** For so many nanoseconds a new kind counts as one that computes. */
    private static final double DOUBT = 2e6;
    /** What is remembered, in nanoseconds of run time: older samples fade. */
    private static final double MEMORY = 250e6;
    /** Of what each further job ought to add, this part must be seen in the jobs that end per second. */
    private static final double WORTH = 0.25;
    private static final int FEWEST_ENDS = 8;
    private static final int MOST_ENDS = 64;
    private static final long FIRST_HOLD = 500_000_000;
    private static final long LONGEST_HOLD = 16_000_000_000L;
    /** Jobs that take so many times as long as when there were few take longer, perhaps for being so many. */
    private static final double LONGER = 1.5;
    /** Jobs that take so many times as long as they did: perhaps fewer at once would do. */
    private static final double CONGESTED = 2;

    private double wanted;
    private double seen;
    private int running;

    private int window;
    /** Whether one more was kept waiting only because of the window, since the last tick. */
    private boolean held;
    private int ends;
    private double wallOfEnds;
    /** Of those that began in the window as it is now. */
    private int judged;
    private double wallOfJudged;
    private long heldUntil = Long.MIN_VALUE;
    private long hold = FIRST_HOLD;

    /** The last size that was worth it, and the jobs per second there; zero until it is known. */
    private int base;
    private double baseRate;
    private int first;
    private int firstEnds;
    private double firstWall;
    private double leastWall;
    private boolean down;

    Kind(int window) {
        this.window = window;
        this.base = window;
        this.first = window;
    }

    /** The part of its time that such a job is expected to want a processor. */
    double share() {
        return (DOUBT + wanted) / (DOUBT + seen);
    }

    boolean isKnown() {
        return seen > 0;
    }

    int window() {
        return window;
    }

    boolean isHeld() {
        return held;
    }

    /** One of its jobs wanted a processor for so much of so much time. */
    void learn(double processor, double wall) {
        wanted += processor;
        seen += wall;
        if (seen > MEMORY) {
            wanted *= MEMORY / seen;
            seen = MEMORY;
        }
    }

    /** Whether another one may run; if not, that is remembered. */
    boolean hasRoom() {
        held |= running >= window;
        return running < window;
    }

    void began() {
        running++;
    }

    void paused() {
        running--;
    }

    /** A job ended that had begun in a window of this size. */
    void ended(int windowThen, double wall) {
        running--;
        ends++;
        wallOfEnds += wall;
        if (windowThen == window) {
            judged++;
            wallOfJudged += wall;
        }
        if (windowThen == first) {
            firstEnds++;
            firstWall += wall;
        }
    }

    /**
     * Looks whether the window is of the right size. It doubles while its jobs, of which so many were looked at, mostly
     * block and take no longer than when there were few; when they do take longer, there must be more jobs per second, or
     * the window goes back. Returns why it does not grow, if that has just been found.
     */
    @Nullable
    String adjust(int blocked, int looked, int max, long now) {
        if (!held) {
            restart();
            return null;
        }
        held = false;
        if (now >= heldUntil && blocked > 0 && blocked * 2 >= looked && !down && takesNoLonger()) {
            grow(max);
            return null;
        }
        return judged < Math.clamp(window / 2, FEWEST_ENDS, MOST_ENDS)
                ? null
                : judge(wallOfJudged / judged, max, now);
    }

    private boolean takesNoLonger() {
        return ends == 0 || (firstEnds > 0 && wallOfEnds / ends <= LONGER * firstWall / firstEnds);
    }

    /** By Little's law so many jobs per second end when so many at once take so long. */
    private static double rate(int window, double wall) {
        return window * 1e9 / Math.max(1, wall);
    }

    private @Nullable String judge(double wall, int max, long now) {
        double rate = rate(window, wall);
        double before = baseRate > 0 ? baseRate : firstRate();
        if (down) {
            down = false;
            if (rate < 0.9 * before) {
                window = Math.min(max, base);
                restart();
                return null;
            }
            accept(rate, wall);
            restart();
            return String.format("stopped at %d: more at once brought no more than %.0f jobs/s", window, rate);
        }
        if (window == base || before == 0) {
            accept(rate, wall);
            if (now < heldUntil) {
                restart();
            } else if (wall > CONGESTED * leastWall && window > first) {
                down = true;
                window = Math.max(first, window / 2);
                restart();
            } else {
                grow(max);
            }
            return null;
        }
        if (rate >= before * (1 + WORTH * ((double) window / base - 1))) {
            accept(rate, wall);
            hold = FIRST_HOLD;
            grow(max);
            return null;
        }
        String told = String.format("stopped at %d: %.0f jobs/s with %d at once, %.0f with %d", base, before, base,
                rate,
                window);
        window = Math.min(max, base);
        baseRate = before;
        heldUntil = now + hold;
        hold = Math.min(2 * hold, LONGEST_HOLD);
        restart();
        return told;
    }

    private double firstRate() {
        return firstEnds == 0 ? 0 : rate(first, firstWall / firstEnds);
    }

    private void accept(double rate, double wall) {
        base = window;
        baseRate = rate;
        leastWall = leastWall == 0 ? wall : Math.min(leastWall * 1.05, wall);
    }

    private void grow(int max) {
        window = Math.min(max, 2 * window);
        restart();
    }

    private void restart() {
        ends = 0;
        wallOfEnds = 0;
        judged = 0;
        wallOfJudged = 0;
    }
}
