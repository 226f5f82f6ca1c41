package dev.footbridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StackRoomTest {

    private static final long STACK = 1 << 20;
    private static final int ENOUGH_TO_BE_COMPILED = 40;

    private int depth;

    @Test
    void leavesRoomForAHandOverHoweverTheCodeRuns() throws Exception {
        AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        Thread thread = new Thread(null, () -> {
            for (int i = 0; i < 2 * ENOUGH_TO_BE_COMPILED; i++) {
                int without = deepest(false);
                int with = deepest(true);
                if (i >= ENOUGH_TO_BE_COMPILED) { // before, the one may run in the interpreter and the other not
                    least.accumulateAndGet((without - with) * STACK / without, Math::min);
                }
            }
        }, "deep", STACK);
        thread.start();
        thread.join();

        assertThat(least.get()).as("bytes left when it says that there is room").isGreaterThan(5_000);
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
