package dev.footbridge.sync;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Strand;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An {@link AsyncQueue} as the JDK's interface. */
final class QueueView<T> extends AbstractQueue<T> implements BlockingQueue<T> {

    private final QueueState<T> state;
    private final QueueWaits<T> waits;

    QueueView(QueueState<T> state, QueueWaits<T> waits) {
        this.state = state;
        this.waits = waits;
    }

    private <R extends @Nullable Object> R locked(Supplier<R> action) {
        state.lock();
        try {
            return action.get();
        } finally {
            state.unlockAndWake();
        }
    }

    /** Waits as the JDK does: an interrupt is thrown, also one that came before, unless a shield keeps it. */
    private static <R extends @Nullable Object> R interruptibly(Supplier<R> wait) throws InterruptedException {
        if (Thread.currentThread().isInterrupted() && Strand.here().clearInterruptToThrow()) {
            throw new InterruptedException("interrupted before a wait for a queue");
        }
        try {
            return wait.get();
        } catch (CancelledException cancelled) {
            if (Strand.inCoroutine() || !Thread.interrupted()) {
                throw cancelled;
            }
            throw new InterruptedException(cancelled.reason());
        }
    }

    @Override
    public boolean offer(T item) {
        return waits.put(item, 0);
    }

    @Override
    public boolean offer(T item, long timeout, TimeUnit unit) throws InterruptedException {
        QueueWaits.checked(item);
        return interruptibly(() -> waits.put(item, unit.toNanos(timeout)));
    }

    @Override
    public void put(T item) throws InterruptedException {
        QueueWaits.checked(item);
        interruptibly(() -> waits.put(item, Strand.NEVER));
    }

    @Override
    public @Nullable T poll() {
        return locked(state::take);
    }

    @Override
    public @Nullable T poll(long timeout, TimeUnit unit) throws InterruptedException {
        return interruptibly(() -> waits.take(unit.toNanos(timeout)).orElse(null));
    }

    @Override
    public T take() throws InterruptedException {
        return interruptibly(() -> waits.take(Strand.NEVER).orElseThrow());
    }

    @Override
    public @Nullable T peek() {
        return locked(state::peek);
    }

    @Override
    public int size() {
        return locked(state::size);
    }

    @Override
    public int remainingCapacity() {
        return state.capacity() == Integer.MAX_VALUE ? Integer.MAX_VALUE : state.capacity() - size();
    }

    private List<T> items() {
        return locked(state::items);
    }

    private boolean removeFirst(Predicate<? super T> fits) {
        return locked(() -> state.remove(fits, 0));
    }

    @Override
    public boolean contains(@Nullable Object item) {
        return item != null && items().contains(item);
    }

    @Override
    public boolean remove(@Nullable Object item) {
        return item != null && removeFirst(item::equals);
    }

    @Override
    public boolean removeIf(Predicate<? super T> filter) {
        return removeAllThat(filter);
    }

    @Override
    public boolean removeAll(Collection<?> items) {
        return removeAllThat(Objects.requireNonNull(items)::contains);
    }

    @Override
    public boolean retainAll(Collection<?> items) {
        Objects.requireNonNull(items);
        return removeAllThat(item -> !items.contains(item));
    }

    private boolean removeAllThat(Predicate<? super T> filter) {
        Objects.requireNonNull(filter);
        boolean removed = false;
        for (T item : items()) {
            removed |= filter.test(item) && removeFirst(other -> other == item);
        }
        return removed;
    }

    @Override
    public int drainTo(Collection<? super T> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super T> target, int most) {
        Objects.requireNonNull(target);
        if (target == this) {
            throw new IllegalArgumentException("a queue cannot be drained into itself: give another collection");
        }
        int drained = 0;
        for (int left = Math.min(most, locked(state::waiting)); drained < left; drained++) {
            T item = locked(state::take);
            if (item == null) {
                return drained;
            }
            target.add(item);
        }
        return drained;
    }

    @Override
    public void clear() {
        locked(() -> {
            state.clear();
            return true;
        });
    }

    @Override
    public Spliterator<T> spliterator() {
        return items().spliterator();
    }

    @Override
    public Object[] toArray() {
        return items().toArray();
    }

    @Override
    public <E extends @Nullable Object> E[] toArray(E[] array) {
        return items().toArray(array);
    }

    @Override
    public String toString() {
        return items().toString();
    }

    /** Over what is in the queue now; an item removed through it that has been taken since stays taken. */
    @Override
    public Iterator<T> iterator() {
        return new Snapshot(items());
    }

    private final class Snapshot implements Iterator<T> {

        private final List<T> items;
        private final List<T> kept = new ArrayList<>();
        private int next;
        private boolean removable;

        Snapshot(List<T> items) {
            this.items = items;
        }

        @Override
        public boolean hasNext() {
            return next < items.size();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the queue held no more items when the iteration began");
            }
            T item = items.get(next++);
            kept.add(item);
            removable = true;
            return item;
        }

        @Override
        public void remove() {
            if (!removable) {
                throw new IllegalStateException("there is no item to remove: call next() first");
            }
            removable = false;
            T item = kept.removeLast();
            int same = (int) kept.stream().filter(other -> other == item).count();
            locked(() -> state.remove(other -> other == item, same));
        }
    }
}
