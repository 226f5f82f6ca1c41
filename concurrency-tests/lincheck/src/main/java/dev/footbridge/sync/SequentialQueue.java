package dev.footbridge.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a queue for two items is when one thread at a time uses it. */
public abstract class SequentialQueue {

    private final List<Integer> items = new ArrayList<>();
    private boolean closed;

    private SequentialQueue() {}

    /** Stores an item; false when there is no room. */
    public boolean tryPut(int item) {
        if (closed) {
            throw new QueueClosedException("closed");
        }
        return items.size() < 2 && items.add(item);
    }

    /** Takes an item; 0 when there is none. */
    public int tryTake() {
        if (!items.isEmpty()) {
            return removeNext(items);
        }
        if (closed) {
            throw new QueueClosedException("closed");
        }
        return 0;
    }

    /** Takes out the item that leaves next. */
    abstract int removeNext(List<Integer> items);

    public int size() {
        return items.size();
    }

    /** Takes no items any more. */
    public void close() {
        closed = true;
    }

    /** The first in leaves first. */
    public static final class Fifo extends SequentialQueue {
        @Override
        int removeNext(List<Integer> items) {
            return items.removeFirst();
        }
    }

    /** The last in leaves first. */
    public static final class Lifo extends SequentialQueue {
        @Override
        int removeNext(List<Integer> items) {
            return items.removeLast();
        }
    }

    /** The least leaves first. */
    public static final class Priority extends SequentialQueue {
        @Override
        int removeNext(List<Integer> items) {
            Collections.sort(items);
            return items.removeFirst();
        }
    }
}
