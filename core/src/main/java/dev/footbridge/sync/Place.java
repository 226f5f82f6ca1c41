package dev.footbridge.sync;

import dev.footbridge.internal.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * A place in one of the two lines of a queue: of a put or a take that waits, or of one clause of a {@link Select},
 * whose places in several lines share one wait. What the wait is signalled with says how it ended.
 */
final class Place<T> {

    /** How a put or a take ended that found the queue closed. */
    static final Object CLOSED = new Object();
    /** How a put ended that was accepted. */
    static final Object ACCEPTED = new Object();

    /** How a put ended whose item the queue could not put in order. */
    record Failed(Throwable error) {}

    final Waiter waiter;
    private final @Nullable T item;
    private final @Nullable Object clause;
    /** Where it is, and its neighbours there: the line's own. */
    @Nullable
    PlaceLine<T> line;
    @Nullable
    Place<T> before;
    @Nullable
    Place<T> after;

    /** The wait of a take. */
    Place(Waiter waiter) {
        this(waiter, null, null);
    }

    /** The wait of a put. */
    Place(Waiter waiter, T item) {
        this(waiter, item, null);
    }

    /** The wait of a clause, which puts this item, or takes one if it is null. */
    Place(Waiter waiter, @Nullable T item, @Nullable Object clause) {
        this.waiter = waiter;
        this.item = item;
        this.clause = clause;
    }

    /** Which clause of a select happened, and how it ended. */
    record Chosen(Object clause, Object end) {}

    /** Ends the wait with this item, {@link Failed}, {@link #CLOSED} or {@link #ACCEPTED}; false when it had ended. */
    boolean end(Object end) {
        Object of = clause;
        return waiter.decide(of == null ? end : new Chosen(of, end));
    }

    /** What it puts. */
    T item() {
        T given = item;
        if (given == null) {
            throw new IllegalStateException("a place in the takers' line has nothing to put");
        }
        return given;
    }
}
