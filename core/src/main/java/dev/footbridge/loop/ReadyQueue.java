package dev.footbridge.loop;

import dev.footbridge.internal.FailureSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can run next, first in, first out: a ring that grows. Guarded by the baton. */
class ReadyQueue {

    /** The order of a queue like this one. */
    static final ReadyOrder FIFO = _ -> 0;

    /** An empty queue in this order. */
    static ReadyQueue in(ReadyOrder order, FailureSink failures) {
        return order == FIFO ? new ReadyQueue() : new DrawnQueue(order, failures);
    }

    private @Nullable Object[] ring = new @Nullable Object[64];
    private int head;
    private int tail;

    final boolean isEmpty() {
        return head == tail;
    }

    final int size() {
        return Math.max(0, tail - head);
    }

    final void add(Object item) {
        if (tail - head == ring.length) {
            grow();
        }
        ring[tail++ & ring.length - 1] = item;
    }

    @Nullable
    Object peek() {
        return head == tail ? null : ring[head & ring.length - 1];
    }

    /** What will be next unless something comes, as far as that is settled; a look that settles nothing. */
    @Nullable
    Object foreseen() {
        return head == tail ? null : ring[head & ring.length - 1];
    }

    @Nullable
    Object poll() {
        if (head == tail) {
            return null;
        }
        int at = head++ & ring.length - 1;
        Object item = ring[at];
        ring[at] = null;
        return item;
    }

    /** Puts the item at this place before all others, which keep their order. */
    final void moveToHead(int place) {
        int mask = ring.length - 1;
        Object item = ring[head + place & mask];
        for (int i = place; i > 0; i--) {
            ring[head + i & mask] = ring[head + i - 1 & mask];
        }
        ring[head & mask] = item;
    }

    /** What is in it, also read without the baton when its holder will not give it up: then it may miss some. */
    final List<Object> snapshot() {
        List<Object> items = new ArrayList<>();
        for (Object item : ring) {
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private void grow() {
        @Nullable
        Object[] wider = new @Nullable Object[ring.length * 2];
        int size = tail - head;
        for (int i = 0; i < size; i++) {
            wider[i] = ring[head + i & ring.length - 1];
        }
        ring = wider;
        head = 0;
        tail = size;
    }
}
