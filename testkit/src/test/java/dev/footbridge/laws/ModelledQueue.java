package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A queue beside a model of it: what it should hold and who should wait in which place, kept in plain collections. Between
 * two waits of a loop nothing comes between, so the model says exactly which item each take gets and which put was accepted.
 */
final class ModelledQueue<T> implements ExploredQueue<T> {

    private final ExploredQueue<T> queue;
    private final int capacity;
    private final Comparator<? super T> order;
    private final List<T> stored = new ArrayList<>();
    private final Deque<T> putting = new ArrayDeque<>();
    private final Deque<Object> taking = new ArrayDeque<>();
    private final Set<T> accepted = new HashSet<>();
    private final Map<Object, T> given = new HashMap<>();
    private boolean closed;

    /** The order says which of two leaves first, if not the one that came first. */
    ModelledQueue(ExploredQueue<T> queue, int capacity, Comparator<? super T> order) {
        this.queue = queue;
        this.capacity = capacity;
        this.order = order;
    }

    private void store(T item) {
        accepted.add(item);
        stored.add(item);
        stored.sort(order);
    }

    private boolean putting(T item, BooleanSupplier put) {
        if (closed) {
            return put.getAsBoolean();
        }
        if (!taking.isEmpty()) {
            accepted.add(item);
            given.put(taking.removeFirst(), item);
        } else if (stored.size() < capacity) {
            store(item);
        } else {
            putting.add(item);
        }
        boolean done = false;
        try {
            done = put.getAsBoolean();
        } finally {
            assertThat(done).as("that %s was put", item).isEqualTo(accepted.contains(item));
            putting.remove(item);
        }
        return done;
    }

    private Optional<T> taking(Supplier<Optional<T>> take) {
        Object me = new Object();
        if (!stored.isEmpty()) {
            given.put(me, stored.removeFirst());
            if (!putting.isEmpty()) {
                store(putting.removeFirst());
            }
        } else if (!putting.isEmpty()) {
            accepted.add(putting.getFirst());
            given.put(me, putting.removeFirst());
        } else if (!closed) {
            taking.add(me);
        }
        Optional<T> taken = Optional.empty();
        try {
            taken = take.get();
        } finally {
            assertThat(taken).as("what was taken in its turn").isEqualTo(Optional.ofNullable(given.remove(me)));
            taking.remove(me);
        }
        return taken;
    }

    @Override
    public void put(T item) {
        putting(item, () -> {
            queue.put(item);
            return true;
        });
    }

    @Override
    public boolean put(T item, Duration limit) {
        return putting(item, () -> queue.put(item, limit));
    }

    @Override
    public T take() {
        return taking(() -> Optional.of(queue.take())).orElseThrow();
    }

    @Override
    public Optional<T> take(Duration limit) {
        return taking(() -> queue.take(limit));
    }

    @Override
    public void taskDone() {
        queue.taskDone();
    }

    @Override
    public void join() {
        queue.join();
    }

    @Override
    public boolean join(Duration limit) {
        return queue.join(limit);
    }

    @Override
    public void close() {
        closed = true;
        putting.clear();
        taking.clear();
        queue.close();
    }

    @Override
    public List<T> abort() {
        close();
        List<T> expected = List.copyOf(stored);
        stored.clear();
        List<T> dropped = queue.abort();
        assertThat(dropped).as("what the abort dropped").isEqualTo(expected);
        return dropped;
    }

    @Override
    public int size() {
        assertThat(queue.size()).as("size").isEqualTo(stored.size());
        return queue.size();
    }

    @Override
    public int waitingToPut() {
        assertThat(queue.waitingToPut()).as("who waits to put").isEqualTo(putting.size());
        return queue.waitingToPut();
    }

    @Override
    public int waitingToTake() {
        assertThat(queue.waitingToTake()).as("who waits to take").isEqualTo(taking.size());
        return queue.waitingToTake();
    }
}
