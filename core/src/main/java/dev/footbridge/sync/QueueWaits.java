package dev.footbridge.sync;

import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Waits;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts, takes and joins of one queue: at once where that can be, else by a wait in one of its lines. */
final class QueueWaits<T> {

    private static final String CLOSED = "the queue is closed and takes nothing more: put before it is closed";
    private static final String DRAINED = "the queue is closed and empty: iterate over it to stop there";

    private final QueueState<T> state;

    QueueWaits(QueueState<T> state) {
        this.state = state;
    }

    static <T> T checked(T item) {
        return Objects.requireNonNull(item, "a queue holds no null items: wrap it, or use Optional");
    }

    /** Puts the item within this time; false when that was over first. */
    boolean put(T item, long nanos) {
        checked(item);
        Place<T> place;
        state.lock();
        try {
            if (state.isClosed()) {
                throw new QueueClosedException(CLOSED);
            }
            if (state.put(item)) {
                return true;
            }
            if (nanos <= 0) {
                return false;
            }
            place = new Place<>(new Waiter(Strand.here()), item);
            state.awaitPutting(place);
        } finally {
            state.unlockAndWake();
        }
        return await(place, nanos, "waited for room in a queue") && isAccepted(place.waiter.gift());
    }

    static boolean isAccepted(Object end) {
        if (end instanceof Place.Failed failed) {
            throw Sneaky.raise(failed.error());
        }
        if (end == Place.CLOSED) {
            throw new QueueClosedException(CLOSED);
        }
        return true;
    }

    /** Takes an item within this time. */
    Optional<T> take(long nanos) {
        Object end = end(nanos);
        return end == null ? Optional.empty() : Optional.of(taken(end));
    }

    /** Takes an item, however long it takes; null when the queue is closed and empty. */
    @Nullable
    T takeUnlessClosed() {
        Object end = end(Strand.NEVER);
        return end == null || end == Place.CLOSED ? null : taken(end);
    }

    @SuppressWarnings("unchecked") // what a take ends with is an item, or that the queue was closed
    T taken(Object end) {
        if (end == Place.CLOSED) {
            throw new QueueClosedException(DRAINED);
        }
        return (T) end;
    }

    /** How a take ends: with an item, with {@link Place#CLOSED}, or null when the time was over first. */
    private @Nullable Object end(long nanos) {
        Place<T> place;
        state.lock();
        try {
            T item = state.take();
            if (item != null) {
                return item;
            }
            if (state.isClosed()) {
                return Place.CLOSED;
            }
            if (nanos <= 0) {
                return null;
            }
            place = new Place<>(new Waiter(Strand.here()));
            state.awaitTaking(place);
        } finally {
            state.unlockAndWake();
        }
        return await(place, nanos, "waited for an item of a queue") ? place.waiter.gift() : null;
    }

    private boolean await(Place<T> place, long nanos, String what) {
        boolean ended = false;
        try {
            ended = await(place.waiter, nanos, what);
            return ended;
        } finally {
            if (!ended) {
                state.leave(place);
            }
        }
    }

    private static boolean await(Waiter waiter, long nanos, String what) {
        Strand strand = waiter.strand();
        return Waits.signalled(strand, waiter, nanos == Strand.NEVER ? nanos : strand.deadline(nanos), what);
    }

    /** Counts the work on one item as done. */
    void done() {
        state.lock();
        try {
            if (!state.done()) {
                throw new IllegalStateException("taskDone() was called for every item already (" + state.stats().put()
                        + " were put): call it once for each item taken");
            }
        } finally {
            state.unlockAndWake();
        }
    }

    /** Waits until all work is done; false when the time was over first. */
    boolean join(long nanos) {
        Waiter waiter;
        state.lock();
        try {
            if (state.isAllDone() || nanos <= 0) {
                return state.isAllDone();
            }
            waiter = new Waiter(Strand.here());
            state.awaitAllDone(waiter);
        } finally {
            state.unlockAndWake();
        }
        return await(waiter, nanos, "waited for the work of a queue to be done");
    }
}
