package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sources of 0, 1, 2, … that know how many of their runs have begun and how many have cleaned up, for which each run
 * has to wait a few times.
 */
final class Probe {

    private static final Duration FOR_EVER = Duration.ofMinutes(5);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger emitted = new AtomicInteger();
    private final AtomicInteger asleep = new AtomicInteger();
    private final AtomicInteger cleaned = new AtomicInteger();
    private final boolean shielded;
    private final @Nullable Throwable inCleanup;

    private Probe(boolean shielded, @Nullable Throwable inCleanup) {
        this.shielded = shielded;
        this.inCleanup = inCleanup;
    }

    /** Whose cleanup waits just so. */
    static Probe plain() {
        return new Probe(false, null);
    }

    /** Whose cleanup waits behind a shield, as it has to where a task is cancelled. */
    static Probe shielded() {
        return new Probe(true, null);
    }

    /** Whose cleanup, behind a shield, fails with this at its end. */
    static Probe failingInCleanup(Throwable failure) {
        return new Probe(true, failure);
    }

    /** Goes on without end. */
    AsyncStream<Integer> endless() {
        return first(Integer.MAX_VALUE);
    }

    /** Ends after so many. */
    AsyncStream<Integer> first(int count) {
        return then(count, () -> {});
    }

    /** Waits for ever after so many. */
    AsyncStream<Integer> waitingAfter(int count) {
        return then(count, () -> {
            asleep.incrementAndGet();
            Async.sleep(FOR_EVER);
        });
    }

    /** Fails with this after so many. */
    AsyncStream<Integer> failingAfter(int count, Throwable failure) {
        return then(count, () -> {
            throw Sneaky.raise(failure);
        });
    }

    /** Does this after so many. */
    AsyncStream<Integer> then(int count, BlockingAction last) {
        return AsyncStream.generate(out -> {
            begun.incrementAndGet();
            try {
                for (int i = 0; i < count; i++) {
                    emitted.incrementAndGet();
                    out.emit(i);
                }
                last.run();
            } finally {
                if (shielded) {
                    Async.shielded(this::cleanUp);
                } else {
                    cleanUp();
                }
            }
        });
    }

    private void cleanUp() {
        for (int i = 0; i < 3; i++) {
            Async.yieldNow();
        }
        Async.getThreadPool().call(() -> {});
        cleaned.incrementAndGet();
        if (inCleanup != null) {
            throw Sneaky.raise(inCleanup);
        }
    }

    /** How many runs have begun. */
    int begun() {
        return begun.get();
    }

    /** How many items were made, those included that nobody took. */
    int emitted() {
        return emitted.get();
    }

    /** How many runs have cleaned up. */
    int cleaned() {
        return cleaned.get();
    }

    /** Waits until so many runs wait for ever. */
    void awaitAsleep(int many) {
        Eventually.until(() -> asleep.get() >= many);
    }

    /** Fails the test unless a run has begun, and all that have begun have cleaned up. */
    void assertClosed() {
        assertThat(begun).as("runs begun").hasPositiveValue();
        assertThat(cleaned).as("runs that have cleaned up, of those that have begun").hasValue(begun.get());
    }

    @Override
    public String toString() {
        return begun + " runs begun, " + cleaned + " cleaned up, " + emitted + " items";
    }
}
