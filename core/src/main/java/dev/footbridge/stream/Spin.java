package dev.footbridge.stream;

import dev.footbridge.internal.Strand;
import java.util.function.BooleanSupplier;

/**
 * Looks for something that is expected in an instant, for as long as that has been worth it lately: going to sleep and
 * being woken takes many times longer than a hand-over between two processors. Used by one strand at a time.
 */
final class Spin {

    private static final int MOST = Runtime.getRuntime().availableProcessors() > 1 ? 128 : 0;
    private static final int LEAST = 8;
    /** After so many waits without a look there is one again, in case things have changed. */
    private static final int RETRY = 64;

    private int rounds = MOST;
    private int skipped;

    /** Looks a while whether this holds; false when it is time to sleep. */
    boolean until(BooleanSupplier condition, Strand strand) {
        if (rounds < LEAST && !isWorthATry()) {
            return false;
        }
        for (int i = rounds; i > 0; i--) {
            Thread.onSpinWait();
            if (condition.getAsBoolean()) {
                rounds = Math.min(MOST, rounds * 2);
                return true;
            }
            if ((i & 7) == 0 && !strand.maySpin()) {
                return false;
            }
        }
        rounds /= 2;
        return false;
    }

    private boolean isWorthATry() {
        if (MOST == 0 || ++skipped < RETRY) {
            return false;
        }
        skipped = 0;
        rounds = MOST; // long enough for the other side to wake up, who then may do the same
        return true;
    }
}
