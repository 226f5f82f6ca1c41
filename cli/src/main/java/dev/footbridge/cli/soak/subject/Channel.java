package dev.footbridge.cli.soak.subject;

import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.QueueStats;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A queue: the library's, unless a test overrides something. */
public interface Channel {

    /** The queue itself. */
    AsyncQueue<Item> queue();

    /** A channel over a queue. */
    static Channel of(AsyncQueue<Item> queue) {
        return () -> queue;
    }

    /** Waits for room. */
    default void put(Item item) {
        queue().put(item);
    }

    /** Waits for room, so long. */
    default boolean put(Item item, Duration limit) {
        return queue().put(item, limit);
    }

    /** Puts if there is room. */
    default boolean tryPut(Item item) {
        return queue().tryPut(item);
    }

    /** Waits for an item. */
    default Item take() {
        return queue().take();
    }

    /** Waits for an item, so long. */
    default Optional<Item> take(Duration limit) {
        return queue().take(limit);
    }

    /** Takes if there is an item. */
    default Optional<Item> tryTake() {
        return queue().tryTake();
    }

    /** Takes until the end. */
    default Iterator<Item> iterator() {
        return queue().iterator();
    }

    /** The work on an item is done. */
    default void taskDone() {
        queue().taskDone();
    }

    /** Waits until all work is done, so long. */
    default boolean join(Duration limit) {
        return queue().join(limit);
    }

    /** Takes nothing more. */
    default void close() {
        queue().close();
    }

    /** Takes nothing more and drops what it holds. */
    default List<Item> abort() {
        return queue().abort();
    }

    /** How it stands. */
    default QueueStats stats() {
        return queue().stats();
    }
}
