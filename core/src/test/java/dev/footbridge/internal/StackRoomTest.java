package dev.footbridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StackRoomTest {

    private static final long STACK = 1 << 20;
    private static final int LOOKS = 40;

    private int depth;

    /** How deep code comes that asks for room at each step, and code that does not. */
    private record Depths(int without, int with) {

        /** Whether both ran as they did at another look: neither has been compiled since. */
        boolean isLike(Depths other) {
            return Math.abs(without - other.without) <= without / 1_000 && Math.abs(with - other.with) <= with / 1_000;
        }

        long bytesLeft() {
            return (without - with) * STACK / without;
        }
    }

    @Test
    void leavesRoomForAHandOverHoweverTheCodeRuns() throws Exception {
        AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        Thread thread = new Thread(null, () -> {
            Depths before = depths();
            for (int looks = 0; looks < LOOKS;) {
                Depths now = depths();
                if (now.isLike(before)) {
                    least.accumulateAndGet(now.bytesLeft(), Math::min);
                    looks++;
                }
                before = now;
            }
        }, "deep", STACK);
        thread.start();
        thread.join();

        assertThat(least.get()).as("bytes left when it says that there is room").isGreaterThan(5_000);
    }

    private Depths depths() {
        return new Depths(deepest(false), deepest(true));
    }

    private int deepest(boolean ensuring) {
        depth = 0;
        try {
            deeper(ensuring);
        } catch (StackOverflowError end) {
            return depth;
        }
        throw new AssertionError("the stack has no end");
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose
    private void deeper(boolean ensuring) {
        depth++;
        if (ensuring) {
            StackRoom.ensure();
        } else {
            Thread.onSpinWait();
        }
        deeper(ensuring);
    }
}
