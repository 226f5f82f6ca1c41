package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.AsyncQueue;
import java.util.Comparator;

/** In which order items leave a queue. */
public enum Order {

    /** As they came. */
    FIFO,
    /** The last one first. */
    LIFO,
    /** The least rank first. */
    PRIORITY;

    /** A queue of the library's. */
    AsyncQueue<Item> queue(int capacity) {
        return switch (this) {
            case FIFO -> AsyncQueue.bounded(capacity);
            case LIFO -> AsyncQueue.lifo(capacity);
            case PRIORITY -> AsyncQueue.priority(capacity, Comparator.comparingInt(Item::rank));
        };
    }

    /** Whether one actor's item may leave after another one of the same actor, when nobody took in between. */
    public boolean allows(Item earlier, Item later) {
        return switch (this) {
            case FIFO -> earlier.number() < later.number();
            case LIFO -> earlier.number() > later.number();
            case PRIORITY -> earlier.rank() < later.rank()
                    || (earlier.rank() == later.rank() && earlier.number() < later.number());
        };
    }
}
