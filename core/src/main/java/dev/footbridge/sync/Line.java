package dev.footbridge.sync;

import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Waits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Those who wait for the same thing, and the guard of the state that it is about. */
final class Line {

    private final Guard guard = new Guard();
    private final LinkedHashSet<Waiter> waiters = new LinkedHashSet<>();

    /** Looks at, or changes, the state under the guard. */
    <T extends @Nullable Object> T guarded(Supplier<T> action) {
        guard.lock();
        try {
            return action.get();
        } finally {
            guard.unlock();
        }
    }

    /** Lines up. Under the guard. */
    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    /** Those in the line who have not left it, in order; who leaves from now on has been counted. Under the guard. */
    List<Waiter> present() {
        waiters.removeIf(waiter -> !waiter.isWaiting());
        return List.copyOf(waiters);
    }

    /** Empties the line. Under the guard. */
    void clear() {
        waiters.clear();
    }

    int size() {
        return guarded(waiters::size);
    }

    /** Waits for the signal; who gives up leaves the line. False when the time was up first. */
    boolean await(Strand strand, Waiter waiter, long nanos, String what) {
        boolean signalled = false;
        try {
            signalled = Waits.signalled(strand, waiter, nanos == Strand.NEVER ? nanos : strand.deadline(nanos), what);
            return signalled;
        } finally {
            if (!signalled) {
                guarded(() -> waiters.remove(waiter));
            }
        }
    }
}
