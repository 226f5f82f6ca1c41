package dev.footbridge.sync;

import dev.footbridge.CancelledException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A handle for one of several that take from an {@link AsyncQueue}: when the last of them is closed nobody will take
 * anything more, so the queue is aborted, and whoever puts learns of it. Any thread may use it.
 *
 * @param <T> the type of the items
 */
public final class Receiver<T> implements Iterable<T>, AutoCloseable {

    private final AsyncQueue<T> queue;
    private final QueueState<T> state;
    private final AtomicBoolean closed = new AtomicBoolean();

    Receiver(AsyncQueue<T> queue, QueueState<T> state) {
        this.queue = queue;
        this.state = state;
        state.changeReceivers(1);
    }

    /**
     * Takes the next item, and waits for one.
     *
     * @return the item
     * @throws QueueClosedException if this is closed, or the queue is closed and empty
     * @throws CancelledException as {@link AsyncQueue#take()}
     */
    public T take() {
        return open().take();
    }

    /**
     * Takes the next item, and waits no longer than this for one.
     *
     * @param limit how long; zero or less does not wait
     * @return the item, if there was one in time
     * @throws QueueClosedException if this is closed, or the queue is closed and empty
     * @throws CancelledException as {@link AsyncQueue#take()}
     */
    public Optional<T> take(Duration limit) {
        return open().take(limit);
    }

    /**
     * Takes the next item if there is one.
     *
     * @return the item, if there was one
     * @throws QueueClosedException if this is closed, or the queue is closed and empty
     */
    public Optional<T> tryTake() {
        return open().tryTake();
    }

    /** Takes items until the queue is closed and empty, or this is closed. */
    @Override
    public Iterator<T> iterator() {
        Iterator<T> items = open().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !closed.get() && items.hasNext();
            }

            @Override
            public T next() {
                return items.next();
            }
        };
    }

    private AsyncQueue<T> open() {
        if (closed.get()) {
            throw new QueueClosedException("this receiver is closed: ask the queue for another before the last one is");
        }
        return queue;
    }

    /** Takes nothing more; a take that waits at this moment still does. Closing again does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && state.changeReceivers(-1) == 0) {
            queue.abort();
        }
    }
}
