package dev.footbridge.sync;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import java.time.Duration;
import java.util.List;

/**
 * Something that happens, and that coroutines and threads wait for: all of them go on when it does.
 *
 * <p>Once {@link #set}, waits return at once until it is {@link #clear cleared}. Those that waited when it was set go
 * on even if it is cleared before they run.
 *
 * {@snippet :
 * AsyncEvent ready = AsyncEvent.create();
 * Task<Reply> reply = start(() -> { ready.await(); return ask(); });
 * ready.set();
 * }
 *
 * <p>Needs no closing; any thread may use it.
 */
public final class AsyncEvent {

    private final Line line = new Line();
    private volatile boolean set;

    private AsyncEvent() {}

    /** An event that has not happened. */
    public static AsyncEvent create() {
        return new AsyncEvent();
    }

    /** Says that it has happened, and lets all that wait go on. */
    public void set() {
        List<Waiter> woken = line.guarded(() -> {
            set = true;
            List<Waiter> present = line.present().stream().filter(Waiter::decide).toList();
            line.clear();
            return present;
        });
        woken.forEach(Waiter::wake);
    }

    /** Makes it something that has not happened, for those that wait from now on. */
    public void clear() {
        line.guarded(() -> set = false);
    }

    /** Whether it has happened. */
    public boolean isSet() {
        return set;
    }

    /**
     * Waits until it has happened.
     *
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted
     */
    public void await() {
        await(Strand.NEVER);
    }

    /**
     * Waits until it has happened, but no longer than this.
     *
     * @param limit how long; zero or less does not wait
     * @return whether it has happened
     * @throws CancelledException as {@link #await()}
     */
    public boolean await(Duration limit) {
        return await(Durations.nanos(limit));
    }

    private boolean await(long nanos) {
        boolean already = set;
        if (already || nanos <= 0) {
            return already;
        }
        Strand strand = Strand.here();
        Waiter waiter = new Waiter(strand);
        boolean happened = line.guarded(() -> {
            if (!set) {
                line.add(waiter);
            }
            return set;
        });
        return happened || line.await(strand, waiter, nanos, "waited for an event");
    }

    /** How it stands. */
    public EventStats stats() {
        return new EventStats(set, line.size());
    }
}
