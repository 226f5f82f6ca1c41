package dev.footbridge.sync;

import dev.footbridge.CancelledException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A handle for one of several that put into an {@link AsyncQueue}: when the last of them is closed, so is the queue.
 *
 * {@snippet :
 * for (Source source : sources) {
 *     Sender<Event> events = queue.sender();       // one each, made before any of them can end
 *     start(() -> {
 *         try (events) {
 *             source.forEach(events::put);
 *         }
 *     });
 * }
 * }
 *
 * <p>Any thread may use it.
 *
 * @param <T> the type of the items
 */
public final class Sender<T> implements AutoCloseable {

    private final AsyncQueue<T> queue;
    private final QueueState<T> state;
    private final AtomicBoolean closed = new AtomicBoolean();

    Sender(AsyncQueue<T> queue, QueueState<T> state) {
        this.queue = queue;
        this.state = state;
        state.changeSenders(1);
    }

    /**
     * Puts an item in, and waits while there is no room.
     *
     * @param item what to put
     * @throws QueueClosedException if this or the queue is closed
     * @throws CancelledException as {@link AsyncQueue#put(Object)}
     */
    public void put(T item) {
        open().put(item);
    }

    /**
     * Puts an item in, and waits no longer than this for room.
     *
     * @param item what to put
     * @param limit how long; zero or less does not wait
     * @return whether it was put
     * @throws QueueClosedException if this or the queue is closed
     * @throws CancelledException as {@link AsyncQueue#put(Object)}
     */
    public boolean put(T item, Duration limit) {
        return open().put(item, limit);
    }

    /**
     * Puts an item in if there is room, or somebody waits for it.
     *
     * @param item what to put
     * @return whether it was put
     * @throws QueueClosedException if this or the queue is closed
     */
    public boolean tryPut(T item) {
        return open().tryPut(item);
    }

    private AsyncQueue<T> open() {
        if (closed.get()) {
            throw new QueueClosedException("this sender is closed: ask the queue for another before the last one is");
        }
        return queue;
    }

    /** Puts nothing more. Closing again does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && state.changeSenders(-1) == 0) {
            queue.close();
        }
    }
}
