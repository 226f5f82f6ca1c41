package dev.footbridge.stress;

import dev.footbridge.Async;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.QueueClosedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Queues that break a law, so that the checks have something to find. */
public final class BrokenQueues {

    private static final Duration LATER = Duration.ofNanos(20_000);

    private BrokenQueues() {}

    /** Ones that take an item and then see that they were cancelled. */
    public static LoadedQueues losingWhatTheCancelledTook(AsyncQueue<Long> one, AsyncQueue<Long> two) {
        return new LoadedQueues.Real(List.of(one, two)) {
            @Override
            public Taken takeAny(int preferred) {
                Taken taken = super.takeAny(preferred);
                Async.sleep(LATER);
                return taken;
            }
        };
    }

    /** Ones that put once the caller has gone on. */
    public static LoadedQueues puttingLater(AsyncQueue<Long> one, AsyncQueue<Long> two) {
        return new LoadedQueues.Real(List.of(one, two)) {
            @Override
            public boolean put(int queue, long item, Duration limit) {
                Thread.startVirtualThread(() -> {
                    try {
                        super.put(queue, item);
                    } catch (QueueClosedException late) {
                        // The item is lost, too.
                    }
                });
                return true;
            }

            @Override
            public Optional<Integer> putAny(int preferred, long item, Duration limit) {
                return put(preferred, item, limit) ? Optional.of(preferred) : Optional.empty();
            }
        };
    }
}
