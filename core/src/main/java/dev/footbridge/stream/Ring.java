package dev.footbridge.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between one strand that adds and one that takes; each may be another one later, if something else
 * orders them. Neither waits.
 */
final class Ring<T> {

    private static final VarHandle COUNTER = MethodHandles.arrayElementVarHandle(long[].class);
    /** How many longs are surely on another line of the processor's cache. */
    private static final int FAR = 16;
    /** The taker's counters: how many items were taken, and how many it knows to have been added. */
    private static final int HEAD = FAR;
    private static final int KNOWN_TAIL = HEAD + 1;
    /** The adder's: how many items were added, and how many it knows to have been taken. */
    private static final int TAIL = HEAD + FAR;
    private static final int KNOWN_HEAD = TAIL + 1;

    private final @Nullable Object[] slots;
    private final long[] counters = new long[TAIL + FAR];
    private final int capacity;
    /** So many items taken are worth telling whoever waits for room: a power of two, at most half of the room. */
    private final int batch;

    Ring(int capacity) {
        this.capacity = capacity;
        this.slots = new @Nullable Object[capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1];
        this.batch = Math.max(1, Integer.highestOneBit(capacity) / 2);
    }

    /** Adds an item; false when there is no room. Called by the adder. */
    boolean offer(T item) {
        if (isFull()) {
            return false;
        }
        long at = counters[TAIL];
        slots[(int) at & slots.length - 1] = item;
        COUNTER.setVolatile(counters, TAIL, at + 1); // with a fence: what follows may ask whether the taker sleeps
        return true;
    }

    /** Whether it is full. Asked by the adder. */
    boolean isFull() {
        if (counters[TAIL] - counters[KNOWN_HEAD] < capacity) {
            return false;
        }
        counters[KNOWN_HEAD] = (long) COUNTER.getVolatile(counters, HEAD);
        return counters[TAIL] - counters[KNOWN_HEAD] >= capacity;
    }

    /** Whether there is room for a batch. Asked by the adder. */
    boolean hasRoom() {
        return counters[TAIL] - (long) COUNTER.getVolatile(counters, HEAD) <= capacity - batch;
    }

    /** Whether there is nothing in it. Asked by the taker. */
    boolean isEmpty() {
        if (counters[HEAD] < counters[KNOWN_TAIL]) {
            return false;
        }
        counters[KNOWN_TAIL] = (long) COUNTER.getVolatile(counters, TAIL);
        return counters[HEAD] == counters[KNOWN_TAIL];
    }

    /** Takes an item; null when there is none. Called by the taker. */
    @SuppressWarnings("unchecked")
    @Nullable
    T poll() {
        if (isEmpty()) {
            return null;
        }
        long at = counters[HEAD];
        int slot = (int) at & slots.length - 1;
        T item = (T) slots[slot];
        slots[slot] = null;
        COUNTER.setRelease(counters, HEAD, at + 1);
        return item;
    }

    /** Whether a batch of items has just been taken, so that one may have to tell the adder. Asked by the taker. */
    boolean isBatchTaken() {
        return (counters[HEAD] & batch - 1) == 0;
    }
}
