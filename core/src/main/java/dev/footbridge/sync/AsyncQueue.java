package dev.footbridge.sync;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A queue between coroutines and threads, in any mixture: either side waits by the same call, which lets the others of
 * a loop run, or blocks the thread.
 *
 * <p>Nothing is lost and nothing doubled: a take that is cancelled has taken nothing, a put that is cancelled has put
 * nothing, and an item handed over belongs to whoever got it. Those who wait are served in the order they came. What
 * can be done at once is done without a wait.
 *
 * {@snippet :
 * AsyncQueue<Order> orders = AsyncQueue.bounded(64);
 *
 * start(() -> {
 *     for (Order order : orders) {          // until the queue is closed and empty
 *         ship(order);
 *     }
 * });
 * orders.put(order);                        // waits while there are 64
 * orders.close();
 * }
 *
 * <p>{@link #close} takes nothing more and lets what is in the queue be taken; {@link #abort} drops that. A queue that
 * nobody closes costs nothing. No null items; any thread may use it.
 *
 * @param <T> the type of the items
 */
public final class AsyncQueue<T> implements Iterable<T>, AutoCloseable {

    private final QueueState<T> state;
    private final QueueWaits<T> waits;

    private AsyncQueue(Store<T> store, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("a queue cannot hold fewer than 0 items (capacity is " + capacity
                    + "): give 0 for a rendezvous, or more");
        }
        this.state = new QueueState<>(store, capacity);
        this.waits = new QueueWaits<>(state);
    }

    /**
     * A queue that holds so many items; first in, first out.
     *
     * @param <T> the type of the items
     * @param capacity how many; with zero every put waits for its take
     * @return the queue, empty
     */
    public static <T> AsyncQueue<T> bounded(int capacity) {
        return new AsyncQueue<>(new Store.Deque<>(Store.Deque.Order.FIFO), capacity);
    }

    /**
     * A queue in which every put has room; first in, first out.
     *
     * @param <T> the type of the items
     * @return the queue, empty
     */
    public static <T> AsyncQueue<T> unbounded() {
        return bounded(Integer.MAX_VALUE);
    }

    /**
     * A queue that holds nothing: a put and a take wait for each other.
     *
     * @param <T> the type of the items
     * @return the queue
     */
    public static <T> AsyncQueue<T> rendezvous() {
        return bounded(0);
    }

    /**
     * A queue out of which the last item in comes first.
     *
     * @param <T> the type of the items
     * @param capacity how many it holds; {@link Integer#MAX_VALUE} for no limit
     * @return the queue, empty
     */
    public static <T> AsyncQueue<T> lifo(int capacity) {
        return new AsyncQueue<>(new Store.Deque<>(Store.Deque.Order.LIFO), capacity);
    }

    /**
     * A queue out of which the least item comes first; of equal ones, the one that was put first. Puts that wait for
     * room get it in the order they came.
     *
     * @param <T> the type of the items
     * @param capacity how many it holds; {@link Integer#MAX_VALUE} for no limit
     * @param order tells what is less; what it throws for an item is thrown by the put of that item
     * @return the queue, empty
     */
    public static <T> AsyncQueue<T> priority(int capacity, Comparator<? super T> order) {
        Objects.requireNonNull(order, "the order is null: give a comparator, such as Comparator.naturalOrder()");
        return new AsyncQueue<>(new Store.Priority<>(order), capacity);
    }

    // ---- putting

    /**
     * Puts an item in, and waits while there is no room.
     *
     * @param item what to put
     * @throws QueueClosedException if the queue is closed, or while this waits
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted; nothing was put then
     */
    public void put(T item) {
        waits.put(item, Strand.NEVER);
    }

    /**
     * Puts an item in, and waits no longer than this for room.
     *
     * @param item what to put
     * @param limit how long; zero or less does not wait
     * @return whether it was put
     * @throws QueueClosedException as {@link #put(Object)}
     * @throws CancelledException as {@link #put(Object)}
     */
    public boolean put(T item, Duration limit) {
        return waits.put(item, Durations.nanos(limit));
    }

    /**
     * Puts an item in if there is room, or somebody waits for it.
     *
     * @param item what to put
     * @return whether it was put
     * @throws QueueClosedException if the queue is closed
     */
    public boolean tryPut(T item) {
        return waits.put(item, 0);
    }

    // ---- taking

    /**
     * Takes the next item, and waits for one.
     *
     * @return the item
     * @throws QueueClosedException if the queue is closed and empty, or becomes so while this waits
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted; nothing was taken then
     */
    public T take() {
        return waits.take(Strand.NEVER).orElseThrow();
    }

    /**
     * Takes the next item, and waits no longer than this for one.
     *
     * @param limit how long; zero or less does not wait
     * @return the item, if there was one in time
     * @throws QueueClosedException as {@link #take()}
     * @throws CancelledException as {@link #take()}
     */
    public Optional<T> take(Duration limit) {
        return waits.take(Durations.nanos(limit));
    }

    /**
     * Takes the next item if there is one.
     *
     * @return the item, if there was one
     * @throws QueueClosedException if the queue is closed and empty
     */
    public Optional<T> tryTake() {
        return waits.take(0);
    }

    /**
     * Takes items until the queue is closed and empty. Several iterators share the items; each waits in {@code
     * hasNext}.
     */
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {

            private @Nullable T next;

            @Override
            public boolean hasNext() {
                if (next == null) {
                    next = waits.takeUnlessClosed();
                }
                return next != null;
            }

            @Override
            public T next() {
                T item = next;
                if (item == null && (!hasNext() || (item = next) == null)) {
                    throw new NoSuchElementException("the queue is closed and empty: ask hasNext() first");
                }
                next = null;
                return item;
            }
        };
    }

    // ---- the work that items are

    /**
     * Says that the work on an item that was taken is done; for {@link #join}.
     *
     * @throws IllegalStateException if that was said for every item already
     */
    public void taskDone() {
        waits.done();
    }

    /**
     * Waits until there is no item, also of those put meanwhile, whose work is not said to be {@linkplain #taskDone
     * done} and that was not dropped.
     *
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted
     */
    public void join() {
        waits.join(Strand.NEVER);
    }

    /**
     * Waits as {@link #join()}, but no longer than this.
     *
     * @param limit how long; zero or less does not wait
     * @return whether all work is done
     * @throws CancelledException as {@link #join()}
     */
    public boolean join(Duration limit) {
        return waits.join(Durations.nanos(limit));
    }

    // ---- the end

    /** Takes nothing more: puts fail, also those that wait; what is in the queue can be taken, then takes fail, too. */
    @Override
    public void close() {
        state.lock();
        try {
            state.close();
        } finally {
            state.unlockAndWake();
        }
    }

    /**
     * Closes the queue and drops what is in it. {@link #join} no longer waits for that, only for work under way.
     *
     * @return what was dropped, in order
     */
    public List<T> abort() {
        state.lock();
        try {
            return state.abort();
        } finally {
            state.unlockAndWake();
        }
    }

    /** Whether it takes nothing more; there may still be items to take. */
    public boolean isClosed() {
        return stats().closed();
    }

    /** A handle for one that puts: once all of these are closed, so is the queue. */
    public Sender<T> sender() {
        return new Sender<>(this, state);
    }

    /**
     * A handle for one that takes: once all of these are closed, nobody will take anything, and the queue is aborted.
     */
    public Receiver<T> receiver() {
        return new Receiver<>(this, state);
    }

    // ---- how it stands

    /** How many items are in it. */
    public int size() {
        return stats().size();
    }

    /** How many items it holds at most. */
    public int capacity() {
        return state.capacity();
    }

    /** How it stands. */
    public QueueStats stats() {
        state.lock();
        try {
            return state.stats();
        } finally {
            state.unlockAndWake();
        }
    }

    /**
     * This queue for code that knows {@link BlockingQueue}. Waits there are interrupted by {@link
     * InterruptedException}; in a coroutine they let the others of the loop run. Once the queue is closed, all but
     * {@code poll()} throw {@link QueueClosedException} where they find nothing, or would put something. Removing an
     * item counts as taking it and as its work being done.
     */
    public BlockingQueue<T> asBlockingQueue() {
        return new QueueView<>(state, waits);
    }

    // ---- for a select

    QueueState<T> state() {
        return state;
    }

    QueueWaits<T> waits() {
        return waits;
    }
}
