package dev.footbridge.testing;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import dev.footbridge.internal.Sneaky;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Jobs that sleep until they are cancelled, and then take a moment to clean up. */
public final class Sleepers {

    private static final Duration MOMENT = Duration.ofMillis(2);
    private static final Duration LOOK = Duration.ofNanos(100_000);

    private final AtomicInteger asleep = new AtomicInteger();
    private final AtomicInteger cleaned = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();

    /** One more such job. */
    public BlockingAction job() {
        return () -> {
            try {
                asleep.incrementAndGet();
                Async.sleep(Duration.ofMinutes(1));
            } catch (CancelledException cancelled) {
                reasons.add(cancelled.reason());
                throw cancelled;
            } finally {
                Async.shielded(() -> {
                    Async.sleep(MOMENT);
                    return cleaned.incrementAndGet();
                });
            }
        };
    }

    /** One more, whose cleanup fails with this. */
    public BlockingAction failing(Throwable inCleanup) {
        BlockingAction sleeper = job();
        return () -> {
            try {
                sleeper.run();
            } catch (CancelledException cancelled) {
                throw Sneaky.raise(inCleanup);
            }
        };
    }

    /** Waits until so many sleep; lets the others run if the calling code is a coroutine. */
    public void awaitAsleep(int many) {
        while (asleep.get() < many) {
            Async.sleep(LOOK);
        }
    }

    /** How many have begun to sleep. */
    public int asleep() {
        return asleep.get();
    }

    /** How many have cleaned up. */
    public int cleaned() {
        return cleaned.get();
    }

    /** Why they were cancelled, in that order. */
    public List<String> reasons() {
        return List.copyOf(reasons);
    }
}
