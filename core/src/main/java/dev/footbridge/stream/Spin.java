package dev.footbridge.stream;

import dev.footbridge.internal.Strand;
import java.util.function.BooleanSupplier;

/**
 * Looks for something that is expected in an instant, as long as that has been worth it lately: to sleep and be woken
 * takes many times longer than a hand-over between two processors. Used by one strand at a time.
 */
final class Spin {

    /** Nanoseconds: longer than it takes the other side to wake up, who then may do the same. */
    private static final long MOST = Runtime.getRuntime().availableProcessors() > 1 ? 12_000 : 0;
    /** After so many looks in vain there is none for a while. */
    private static final int PATIENCE = 2;
    /** Then every so many waits there is one, in case things have changed. */
    private static final int RETRY = 32;

    private int misses;
    private int skipped;

    /** Looks a while whether this holds, unless others want the strand's loop; false when it is time to sleep. */
    boolean until(BooleanSupplier condition, Strand strand) {
        if (!strand.maySpin() || !isWorthIt()) {
            return false;
        }
        long begun = System.nanoTime();
        for (int i = 1; !condition.getAsBoolean(); i++) {
            Thread.onSpinWait();
            if ((i & 31) == 0 && (System.nanoTime() - begun > MOST || !strand.maySpin())) {
                misses++;
                return false;
            }
        }
        misses = 0;
        return true;
    }

    private boolean isWorthIt() {
        if (MOST == 0 || (misses >= PATIENCE && ++skipped < RETRY)) {
            return false;
        }
        skipped = 0;
        return true;
    }
}
