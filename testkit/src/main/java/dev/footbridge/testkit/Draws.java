package dev.footbridge.testkit;

import dev.footbridge.loop.ReadyOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All that is left to chance in one run, drawn from its seed. Guarded by the loop's baton: only who runs on the loop
 * draws.
 *
 * <p>Runs differ in temper, too: a fair draw at each step hardly ever leaves one coroutine behind for long or lets one
 * run ahead, and many faults need just that.
 */
final class Draws implements ReadyOrder {

    /** More is not kept: a program that never ends must not fill the memory before its time is up. */
    private static final int MAX_TRACE = 1 << 16;
    private static final int FAIR = 0;
    private static final int OLDEST_FIRST = 1;
    private static final int TEMPERS = 3;
    private static final int ODDS = 4;

    private final SplittableRandom random;
    private final int temper;
    private int[] trace = new int[64];
    private int size;

    Draws(long seed) {
        random = new SplittableRandom(seed);
        temper = random.nextInt(TEMPERS);
    }

    /** One of the numbers from 0 to below the bound. */
    int draw(int bound) {
        int drawn = random.nextInt(bound);
        if (size < MAX_TRACE) {
            if (size == trace.length) {
                trace = Arrays.copyOf(trace, size * 2);
            }
            trace[size++] = drawn;
        }
        return drawn;
    }

    @Override
    public int next(int ready) {
        if (temper == FAIR || draw(ODDS) == 0) {
            return draw(ready);
        }
        return temper == OLDEST_FIRST ? 0 : ready - 1;
    }

    /** What was drawn so far. */
    List<Integer> trace() {
        List<Integer> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(trace[i]);
        }
        return all;
    }
}
