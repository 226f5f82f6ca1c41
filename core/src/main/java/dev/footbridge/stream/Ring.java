package dev.footbridge.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from one strand that adds to any number that take. Nobody waits in it.
 *
 * <p>Items are added one by one and taken in batches: with the turn, {@link #turnOver} says how many may be taken next, and
 * gives the room of those taken before back to the adder; in between anybody takes an item by one compare-and-set, and
 * neither side writes what the other one reads for each item. Items of the current batch stay referenced until it is done.
 */
final class Ring<T> {

    private static final VarHandle COUNTER = MethodHandles.arrayElementVarHandle(long[].class);
    /** So many longs apart two counters are surely on different lines of the processor's cache. */
    private static final int FAR = 16;
    /** How many items were taken, and up to which one they may be. */
    private static final int TAKEN = FAR;
    private static final int GRANTED = TAKEN + 1;
    /** How many items' room was given back. */
    private static final int FREED = TAKEN + FAR;
    /** How many items were added; and the adder's own note of how many's room was given back. */
    private static final int ADDED = FREED + FAR;
    private static final int KNOWN_FREED = ADDED + 1;

    private final @Nullable Object[] slots;
    private final long[] counters = new long[ADDED + FAR];
    private final int capacity;
    /** The most items of a batch: a power of two, at most half of the room. */
    private final int batch;

    Ring(int capacity) {
        this.capacity = capacity;
        this.slots = new @Nullable Object[capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1];
        this.batch = Math.max(1, Integer.highestOneBit(capacity) / 2);
    }

    /** The most items of a batch. */
    int batch() {
        return batch;
    }

    private int slot(long item) {
        return (int) item & slots.length - 1;
    }

    private long read(int counter) {
        return (long) COUNTER.getVolatile(counters, counter);
    }

    // ---- the adder

    /** Adds an item; false when there is no room. */
    boolean offer(T item) {
        if (isFull()) {
            return false;
        }
        long at = counters[ADDED];
        slots[slot(at)] = item;
        COUNTER.setVolatile(counters, ADDED, at + 1); // with a fence: what follows may ask whether a taker sleeps
        return true;
    }

    /** Whether there is no room. */
    boolean isFull() {
        if (counters[ADDED] - counters[KNOWN_FREED] < capacity) {
            return false;
        }
        counters[KNOWN_FREED] = read(FREED);
        return counters[ADDED] - counters[KNOWN_FREED] >= capacity;
    }

    /** Whether there is room for a batch. Asked by anybody. */
    boolean hasRoom() {
        return read(ADDED) - read(FREED) <= capacity - batch;
    }

    /** How many items were added so far. */
    long added() {
        return counters[ADDED];
    }

    // ---- the takers

    /** Whether an item of the current batch is left. */
    boolean hasGranted() {
        return read(TAKEN) < read(GRANTED);
    }

    /** Whether the current batch is done, so that there is room to give back. */
    boolean isBatchDone() {
        return read(TAKEN) == read(GRANTED);
    }

    /** How many items were taken so far. */
    long taken() {
        return read(TAKEN);
    }

    /** Takes an item of the current batch; null when none is left. */
    @SuppressWarnings("unchecked")
    @Nullable
    T tryTake() {
        for (;;) {
            long at = read(TAKEN);
            if (at >= read(GRANTED)) {
                return null;
            }
            Object item = slots[slot(at)]; // before it is ours: afterwards the slot may be another item's
            if (COUNTER.compareAndSet(counters, TAKEN, at, at + 1)) {
                return (T) item;
            }
        }
    }

    /** Ends a batch that is done, gives its room back, and begins the next one; false when there is no item. With the turn. */
    boolean turnOver() {
        long taken = read(TAKEN);
        if (taken < read(GRANTED)) {
            return true;
        }
        long freed = counters[FREED];
        if (freed < taken) {
            for (long item = freed; item < taken; item++) {
                slots[slot(item)] = null;
            }
            COUNTER.setVolatile(counters, FREED, taken);
        }
        long granted = Math.min(read(ADDED), (taken & -batch) + batch);
        COUNTER.setVolatile(counters, GRANTED, granted);
        return granted > taken;
    }
}
