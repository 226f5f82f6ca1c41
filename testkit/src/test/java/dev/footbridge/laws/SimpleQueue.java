package dev.footbridge.laws;

import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.QueueClosedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A first-in, first-out queue for the coroutines of one loop, sound or with one fault that a check must find. */
final class SimpleQueue<T> implements ExploredQueue<T> {

    /** What may be wrong with it. */
    enum Fault {
        /** It is sound. */
        NONE,
        /** A taker that is cancelled or out of time stays in line, and what it is handed is lost. */
        HANDS_TO_THE_CANCELLED,
        /** A taker is woken to find the item in the store, if nobody else was faster. */
        WAKES_WITHOUT_RESERVING,
        /** A putter that is cancelled or out of time stays in line, and its item comes in. */
        KEEPS_A_CANCELLED_PUT,
        /** Room goes to the one who came last. */
        LETS_THE_LAST_IN_LINE_OVERTAKE,
        /** Nobody is woken by a close. */
        FORGETS_WHO_WAITS_AT_THE_CLOSE,
        /** A gentle close is none. */
        DROPS_WHAT_IS_STORED_AT_THE_CLOSE,
        /** A join ends when nothing is left to take. */
        JOINS_WHEN_EMPTY
    }

    private final int capacity;
    private final Fault fault;
    private final Deque<T> items = new ArrayDeque<>();
    private final Deque<Wait<T>> takers = new ArrayDeque<>();
    private final Deque<Wait<T>> putters = new ArrayDeque<>();
    private final List<Wait<T>> joiners = new ArrayList<>();
    private int unfinished;
    private boolean closed;

    SimpleQueue(int capacity, Fault fault) {
        this.capacity = capacity;
        this.fault = fault;
    }

    /** One that waits, with what it puts or got. */
    private static final class Wait<T> {

        private final AsyncEvent ended = AsyncEvent.create();
        private @Nullable T item;
        private boolean refused;

        Wait(@Nullable T item) {
            this.item = item;
        }

        boolean await(@Nullable Duration limit) {
            if (limit != null) {
                return ended.await(limit);
            }
            ended.await();
            return true;
        }
    }

    private static QueueClosedException closedException() {
        AsyncQueue<String> other = AsyncQueue.bounded(1);
        other.close();
        try {
            other.put("refused");
        } catch (QueueClosedException refused) {
            return refused;
        }
        throw new AssertionError("a closed queue took an item");
    }

    private boolean await(Wait<T> wait, @Nullable Duration limit, Deque<Wait<T>> line, Fault forgetful) {
        boolean ended = false;
        try {
            ended = wait.await(limit);
        } finally {
            if (!ended && fault != forgetful) {
                line.remove(wait);
            }
        }
        if (ended && wait.refused) {
            throw closedException();
        }
        return ended;
    }

    @Override
    public void put(T item) {
        putWithin(item, null);
    }

    @Override
    public boolean put(T item, Duration limit) {
        return putWithin(item, limit);
    }

    private boolean putWithin(T item, @Nullable Duration limit) {
        if (closed) {
            throw closedException();
        }
        Wait<T> taker = takers.poll();
        if (taker != null && fault != Fault.WAKES_WITHOUT_RESERVING) {
            taker.item = item;
            taker.ended.set();
        } else if (taker != null || items.size() < capacity) {
            items.add(item);
            if (taker != null) {
                taker.ended.set();
            }
        } else {
            Wait<T> wait = new Wait<>(item);
            putters.add(wait);
            return await(wait, limit, putters, Fault.KEEPS_A_CANCELLED_PUT);
        }
        unfinished++;
        return true;
    }

    private @Nullable T poll() {
        T item = items.poll();
        Wait<T> putter = fault == Fault.LETS_THE_LAST_IN_LINE_OVERTAKE ? putters.pollLast() : putters.poll();
        if (putter != null) {
            unfinished++;
            putter.ended.set();
            if (item == null) {
                return putter.item;
            }
            items.add(putter.item);
        }
        return item;
    }

    @Override
    public T take() {
        return takeWithin(null).orElseThrow();
    }

    @Override
    public Optional<T> take(Duration limit) {
        return takeWithin(limit);
    }

    private Optional<T> takeWithin(@Nullable Duration limit) {
        T item = poll();
        if (item != null) {
            return Optional.of(item);
        }
        if (closed) {
            throw closedException();
        }
        Wait<T> wait = new Wait<>(null);
        takers.add(wait);
        if (!await(wait, limit, takers, Fault.HANDS_TO_THE_CANCELLED)) {
            return Optional.empty();
        }
        return Optional.of(fault == Fault.WAKES_WITHOUT_RESERVING ? items.remove() : wait.item);
    }

    @Override
    public void taskDone() {
        finish(1);
    }

    private void finish(int done) {
        unfinished -= done;
        if (unfinished == 0 || fault == Fault.JOINS_WHEN_EMPTY && items.isEmpty()) {
            joiners.forEach(joiner -> joiner.ended.set());
            joiners.clear();
        }
    }

    @Override
    public void join() {
        joinWithin(null);
    }

    @Override
    public boolean join(Duration limit) {
        return joinWithin(limit);
    }

    private boolean joinWithin(@Nullable Duration limit) {
        if (unfinished == 0) {
            return true;
        }
        Wait<T> wait = new Wait<>(null);
        joiners.add(wait);
        return wait.await(limit);
    }

    @Override
    public void close() {
        closed = true;
        if (fault == Fault.DROPS_WHAT_IS_STORED_AT_THE_CLOSE) {
            items.clear();
        }
        if (fault != Fault.FORGETS_WHO_WAITS_AT_THE_CLOSE) {
            refuse(putters);
            refuse(takers);
        }
    }

    private void refuse(Deque<Wait<T>> line) {
        for (Wait<T> wait : line) {
            wait.refused = true;
            wait.ended.set();
        }
        line.clear();
    }

    @Override
    public List<T> abort() {
        List<T> dropped = List.copyOf(items);
        items.clear();
        close();
        finish(dropped.size());
        return dropped;
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public int waitingToPut() {
        return putters.size();
    }

    @Override
    public int waitingToTake() {
        return takers.size();
    }
}
