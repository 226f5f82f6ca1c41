package dev.footbridge.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items of a queue, in the order in which they leave it. Guarded by its owner. */
abstract sealed class Store<T> {

    abstract void add(T item);

    /** Takes the next one; null when there is none. */
    abstract @Nullable T poll();

    abstract @Nullable T peek();

    abstract int size();

    /** All of them, the next one first. */
    abstract List<T> items();

    /** Removes the first one that fits. */
    abstract boolean removeFirst(Predicate<? super T> fits);

    private static <E> boolean removeFrom(Collection<E> items, Predicate<? super E> fits) {
        for (var each = items.iterator(); each.hasNext();) {
            if (fits.test(each.next())) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** The first in leaves first; or the last one, where that is {@code stacked}. */
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
        boolean removeFirst(Predicate<? super T> fits) {
            return removeFrom(items, fits);
        }
    }

    /** The least leaves first; of equal ones, the one that came first. */
    static final class Priority<T> extends Store<T> {

        private record Ranked<T>(T item, long arrival) {}

        private final Comparator<Ranked<T>> order;
        private final PriorityQueue<Ranked<T>> items;
        private long arrivals;

        Priority(Comparator<? super T> comparator) {
            order = Comparator.<Ranked<T>, T>comparing(Ranked::item, comparator).thenComparingLong(Ranked::arrival);
            items = new PriorityQueue<>(order);
        }

        @Override
        void add(T item) {
            items.add(new Ranked<>(item, arrivals++));
        }

        @Override
        @Nullable
        T poll() {
            Ranked<T> first = items.poll();
            return first == null ? null : first.item();
        }

        @Override
        @Nullable
        T peek() {
            Ranked<T> first = items.peek();
            return first == null ? null : first.item();
        }

        @Override
        int size() {
            return items.size();
        }

        @Override
        List<T> items() {
            List<Ranked<T>> sorted = new ArrayList<>(items);
            sorted.sort(order);
            return sorted.stream().map(Ranked::item).toList();
        }

        @Override
        boolean removeFirst(Predicate<? super T> fits) {
            return removeFrom(items, ranked -> fits.test(ranked.item()));
        }
    }
}
