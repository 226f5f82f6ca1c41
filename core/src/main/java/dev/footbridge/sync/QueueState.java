package dev.footbridge.sync;

import dev.footbridge.internal.Linked;
import dev.footbridge.internal.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is in a queue and who waits at either end. All of it between {@link #lock} and {@link #unlock}; whoever is to be
 * woken is woken after that.
 *
 * <p>An item goes to a waiting taker in the step that ends its wait, so at no time is an item neither in the queue nor
 * somebody's. While a taker waits the store is empty; while a putter waits it is full.
 */
final class QueueState<T> {

    private static final AtomicLong MADE = new AtomicLong();

    private final Guard guard = new Guard();
    private final PlaceLine<T> takers = new PlaceLine<>();
    private final PlaceLine<T> putters = new PlaceLine<>();
    private final List<Waiter> joiners = new ArrayList<>();
    private final Store<T> store;
    private final int capacity;
    /** In the order of this number a select locks several queues. */
    private final long number = MADE.getAndIncrement();
    private final AtomicInteger senders = new AtomicInteger();
    private final AtomicInteger receivers = new AtomicInteger();
    /** Who was handed something, the last one first. */
    private @Nullable Waiter woken;
    private boolean closed;
    private int peak;
    private long put;
    private long taken;
    private long unfinished;

    QueueState(Store<T> store, int capacity) {
        this.store = store;
        this.capacity = capacity;
    }

    long number() {
        return number;
    }

    int capacity() {
        return capacity;
    }

    void lock() {
        guard.lock();
    }

    /** Unlocks; who was handed something is returned, for {@link #wakeAll}. */
    @Nullable
    Waiter unlock() {
        Waiter mine = woken;
        woken = null;
        guard.unlock();
        return mine;
    }

    void unlockAndWake() {
        wakeAll(unlock());
    }

    /** Wakes those that {@link #unlock} returned, in the order in which they were handed something. */
    static void wakeAll(@Nullable Waiter newest) {
        for (Linked waiter = Linked.reversed(newest); waiter != null;) {
            Linked next = waiter.next;
            ((Waiter) waiter).wake();
            waiter = next;
        }
    }

    /** A waiter is handed something once, and is in no other stack while it lines up here. */
    private void wake(Waiter waiter) {
        waiter.next = woken;
        woken = waiter;
    }

    /** The first in this line that accepts how its wait ends; those who have given up are passed over. */
    private @Nullable Place<T> serve(PlaceLine<T> line, Object end) {
        for (Place<T> first = line.poll(); first != null; first = line.poll()) {
            if (first.end(end)) {
                wake(first.waiter);
                return first;
            }
        }
        return null;
    }

    // ---- the two ends

    /** Hands the item to a taker or stores it; false when there is neither a taker nor room. */
    boolean put(T item) {
        if (serve(takers, item) != null) {
            accepted();
            taken++;
            return true;
        }
        if (store.size() >= capacity) {
            return false;
        }
        store.add(item);
        peak = Math.max(peak, store.size());
        accepted();
        return true;
    }

    private void accepted() {
        put++;
        unfinished++;
    }

    /** Takes an item out of the store, or from a putter; null when there is none. */
    @Nullable
    T take() {
        T item = store.poll();
        if (item == null) {
            Place<T> putter = serve(putters, Place.ACCEPTED);
            if (putter == null) {
                return null;
            }
            accepted();
            taken++;
            return putter.item();
        }
        taken++;
        refill();
        return item;
    }

    /**
     * There is room: the first putters' items come in. One that cannot be put in order fails its own put, nobody
     * else's.
     */
    private void refill() {
        while (store.size() < capacity) {
            Place<T> first = putters.poll();
            if (first == null) {
                return;
            }
            Object end = tryStore(first);
            if (first.end(end)) {
                wake(first.waiter);
                if (end == Place.ACCEPTED) {
                    peak = Math.max(peak, store.size());
                    accepted();
                }
            } else if (end == Place.ACCEPTED) {
                store.undoAdd(); // it gave up first
            }
        }
    }

    private Object tryStore(Place<T> putter) {
        try {
            store.add(putter.item());
            return Place.ACCEPTED;
        } catch (Throwable incomparable) {
            return new Place.Failed(incomparable);
        }
    }

    void awaitTaking(Place<T> place) {
        takers.add(place);
    }

    void awaitPutting(Place<T> place) {
        putters.add(place);
    }

    /** Counts those who put through a handle; returns how many there are now. */
    int changeSenders(int by) {
        return senders.addAndGet(by);
    }

    /** Counts those who take through a handle; returns how many there are now. */
    int changeReceivers(int by) {
        return receivers.addAndGet(by);
    }

    /** One that waits no longer. */
    void leave(Place<T> place) {
        lock();
        try {
            takers.remove(place);
            putters.remove(place);
        } finally {
            unlockAndWake();
        }
    }

    // ---- the work that items are

    /** An item's work is done; false when there was none left to do. */
    boolean done() {
        if (unfinished == 0) {
            return false;
        }
        finish(1);
        return true;
    }

    private void finish(int items) {
        unfinished = Math.max(0, unfinished - items); // work may be said to be done before its item is taken
        if (unfinished == 0) {
            joiners.stream().filter(Waiter::decide).forEach(this::wake);
            joiners.clear();
        }
    }

    boolean isAllDone() {
        return unfinished == 0;
    }

    void awaitAllDone(Waiter waiter) {
        joiners.removeIf(Waiter::isDead);
        joiners.add(waiter);
    }

    // ---- the end

    boolean isClosed() {
        return closed;
    }

    /** Takes nothing more; what is stored can still be taken. */
    void close() {
        closed = true;
        endAll(putters);
        if (store.size() == 0) {
            endAll(takers);
        }
    }

    private void endAll(PlaceLine<T> line) {
        while (!line.isEmpty()) {
            serve(line, Place.CLOSED);
        }
    }

    /** Closes, and drops what is stored. */
    List<T> abort() {
        List<T> dropped = drop();
        close();
        finish(dropped.size());
        return dropped;
    }

    // ---- what is stored, for the view as a collection

    @Nullable
    T peek() {
        return store.peek();
    }

    List<T> items() {
        return store.items();
    }

    int size() {
        return store.size();
    }

    /** How many items could be taken now. */
    int waiting() {
        return store.size() + putters.size();
    }

    /** Removes one item that fits, the first after so many others that do. */
    boolean remove(Predicate<? super T> fits, int skipped) {
        boolean removed = store.remove(fits, skipped);
        if (removed) {
            taken++;
            finish(1);
            refill();
        }
        return removed;
    }

    /** Removes everything that is stored now. */
    void clear() {
        List<T> removed = drop();
        finish(removed.size());
        refill();
    }

    private List<T> drop() {
        List<T> all = store.items();
        while (store.poll() != null) {
            taken++;
        }
        return all;
    }

    QueueStats stats() {
        return new QueueStats(store.size(), capacity, putters.size(), takers.size(), peak, put, taken, unfinished,
                closed);
    }
}
