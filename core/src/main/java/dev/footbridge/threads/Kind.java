package dev.footbridge.threads;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a pool knows about the jobs of one function: how much of their time they want a processor, and how many of them at
 * once are of use, its window. Guarded by the lock of {@link Slots}.
 *
 * <p>The window doubles at every look while it keeps jobs waiting, those that run mostly block, and none has ended yet or
 * as many end as more of them should. Else a judgement is due, by Little's law, on jobs that began in this window. If none
 * ends for long it doubles in any case: those that run may wait for those that do not.
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
    /** Jobs that take so many times as long as they did: perhaps fewer at once would do. */
    private static final double CONGESTED = 2;

    private double wanted;
    private double seen;
    private int running;

    private final int first;
    private final Pace pace;
    private int window;
    /** Whether one more was kept waiting only because of the window, since the last look. */
    private boolean held;
    private boolean climbing = true;
    private boolean probingDown;
    private long heldUntil = Long.MIN_VALUE;
    private long hold = FIRST_HOLD;
    /** The last size that was worth it, and the jobs per second there; zero until it is known. */
    private int base;
    private double baseRate;
    private double leastWall;

    Kind(int window, long now) {
        this.window = window;
        this.base = window;
        this.first = window;
        this.pace = new Pace(window, now);
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

    /** Whether another one may run, where so many always may; if not, that is remembered. */
    boolean hasRoom(int always) {
        boolean room = running < Math.max(window, always);
        held |= !room;
        return room;
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
        pace.ended(windowThen, window, wall);
    }

    /**
     * Looks whether the window is of the right size; so many of its jobs are blocked of those that were looked at. Returns
     * why it does not grow, if that has just been found.
     */
    @Nullable
    String adjust(int blocked, int looked, int max, long now) {
        held = false;
        pace.goOn(running, now);
        boolean idle = blocked > 0 && blocked * 2 >= looked;
        if (idle && (pace.isStuck() || (climbing && pace.isKept()))) {
            grow(max);
            return null;
        }
        if (pace.judged() < Math.clamp(window / 2, FEWEST_ENDS, MOST_ENDS)) {
            return null;
        }
        double wall = pace.judgedWall();
        double rate = Pace.rate(window, wall);
        return probingDown ? judgeFewer(rate, wall, max) : judge(rate, wall, max, now);
    }

    private @Nullable String judge(double rate, double wall, int max, long now) {
        double before = baseRate > 0 ? baseRate : pace.firstRate();
        if (window == base || before == 0) {
            accept(rate, wall);
            if (now >= heldUntil && wall > CONGESTED * leastWall && window > first) {
                probingDown = true;
                resize(Math.max(first, window / 2));
            } else if (now >= heldUntil) {
                grow(max);
            } else {
                pace.restart();
            }
            return null;
        }
        if (rate >= before * (1 + WORTH * ((double) window / base - 1))) {
            accept(rate, wall);
            climbing = true;
            hold = FIRST_HOLD;
            grow(max);
            return null;
        }
        return goBack(before, rate, max, now);
    }

    /** More were not worth it: to as many as could have brought as much without waiting for each other. */
    private String goBack(double before, double rate, int max, long now) {
        int enough = (int) Math.clamp(Math.ceil(rate * pace.firstWall() / 1e9), base, Math.max(base, window / 2));
        String told = String.format(Locale.ROOT, "stopped at %d: %.0f jobs/s with %d at once, %.0f with %d", enough,
                before, base,
                rate, window);
        baseRate = enough == base ? before : rate;
        base = enough;
        climbing = false;
        heldUntil = now + hold;
        hold = Math.min(2 * hold, LONGEST_HOLD);
        resize(Math.min(max, base));
        return told;
    }

    /** Whether half as many brought as much. */
    private @Nullable String judgeFewer(double rate, double wall, int max) {
        probingDown = false;
        if (rate < 0.9 * baseRate) {
            resize(Math.min(max, base));
            return null;
        }
        int more = base;
        accept(rate, wall);
        pace.restart();
        return String.format(Locale.ROOT, "stopped at %d: %d at once brought no more than these, %.0f jobs/s", window,
                more, rate);
    }

    private void accept(double rate, double wall) {
        base = window;
        baseRate = rate;
        leastWall = leastWall == 0 ? wall : Math.min(leastWall * 1.05, wall);
    }

    private void grow(int max) {
        resize(Math.min(max, 2 * window));
    }

    private void resize(int size) {
        window = size;
        pace.restart();
    }
}
