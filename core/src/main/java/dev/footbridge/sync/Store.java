package dev.footbridge.sync;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items of a queue, in the order in which they leave it. Guarded by its owner. */
abstract sealed class Store<T> {

    /** Adds an item; if that fails, nothing has changed. */
    abstract void add(T item);

    /** Undoes the last {@link #add}, if nothing else happened since. */
    abstract void undoAdd();

    /** Takes the next one; null when there is none. */
    abstract @Nullable T poll();

    abstract @Nullable T peek();

    abstract int size();

    /** All of them, the next one first. */
    abstract List<T> items();

    /** Removes one that fits: the first after so many others that do, or the last if there are not as many. */
    abstract boolean remove(Predicate<? super T> fits, int skipped);

    private static <E> boolean removeFrom(Collection<E> items, Predicate<? super E> fits, int skipped) {
        int left = (int) Math.min(skipped, items.stream().filter(fits).count() - 1);
        for (var each = items.iterator(); each.hasNext();) {
            if (fits.test(each.next()) && left-- == 0) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** The first in leaves first, or the last in does. */
    static final class Deque<T> extends Store<T> {

        private final ArrayDeque<T> items = new ArrayDeque<>();
        private final Order order;

        enum Order {
            FIFO, LIFO
        }

        Deque(Order order) {
            this.order = order;
        }

        @Override
        void add(T item) {
            if (order == Order.LIFO) {
                items.addFirst(item);
            } else {
                items.addLast(item);
            }
        }

        @Override
        void undoAdd() {
            if (order == Order.LIFO) {
                items.removeFirst();
            } else {
                items.removeLast();
            }
        }

        @Override
        @Nullable
        T poll() {
            return items.pollFirst();
        }

        @Override
        @Nullable
        T peek() {
            return items.peekFirst();
        }

        @Override
        int size() {
            return items.size();
        }

        @Override
        List<T> items() {
            return List.copyOf(items);
        }

        @Override
        boolean remove(Predicate<? super T> fits, int skipped) {
            return removeFrom(items, fits, skipped);
        }
    }

    /**
     * The least leaves first; of equal ones, the one that came first. In a tree, because there a comparison that fails
     * has changed nothing, and taking compares nothing.
     */
    static final class Priority<T> extends Store<T> {

        private record Ranked<T>(T item, long arrival) {}

        private final TreeSet<Ranked<T>> items;
        private long arrivals;
        private @Nullable Ranked<T> last;

        Priority(Comparator<? super T> comparator) {
            items = new TreeSet<>(
                    Comparator.<Ranked<T>, T>comparing(Ranked::item, comparator).thenComparingLong(Ranked::arrival));
        }

        @Override
        void add(T item) {
            Ranked<T> ranked = new Ranked<>(item, arrivals++);
            items.add(ranked);
            last = ranked;
        }

        @Override
        void undoAdd() {
            items.removeIf(ranked -> ranked == last);
            last = null;
        }

        @Override
        @Nullable
        T poll() {
            last = null;
            Ranked<T> first = items.pollFirst();
            return first == null ? null : first.item();
        }

        @Override
        @Nullable
        T peek() {
            return items.isEmpty() ? null : items.first().item();
        }

        @Override
        int size() {
            return items.size();
        }

        @Override
        List<T> items() {
            return items.stream().map(Ranked::item).toList();
        }

        @Override
        boolean remove(Predicate<? super T> fits, int skipped) {
            last = null;
            return removeFrom(items, ranked -> fits.test(ranked.item()), skipped);
        }
    }
}
