package dev.footbridge.stream;

import dev.footbridge.Async;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Bodies that tests need again and again, and a way to wait that works everywhere. */
final class GeneratorBodies {

    static final Duration LONG = Duration.ofSeconds(60);
    static final Duration MOMENT = Duration.ofMillis(2);

    private static final Duration LOOK = Duration.ofNanos(100_000);

    private GeneratorBodies() {}

    /** Emits 0, 1, 2 and so on, so many. */
    static GeneratorBody<Integer> numbers(int many) {
        return out -> {
            for (int i = 0; i < many; i++) {
                out.emit(i);
            }
        };
    }

    /** Emits 0, 1, 2 and so on, for ever. */
    static GeneratorBody<Integer> endless() {
        return numbers(Integer.MAX_VALUE);
    }

    /** Waits until this holds; a coroutine lets the others of its loop run. */
    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Async.sleep(LOOK);
        }
    }
}
