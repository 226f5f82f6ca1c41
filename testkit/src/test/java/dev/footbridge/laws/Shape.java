package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.laws.Ledger.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a stream must bring: items in orders that each have to be kept, among which anything goes; and how it may fail:
 * each failure after certain items.
 *
 * @param orders the items
 * @param failures one for each way to fail: the items that must come before it
 * @param most how many items are taken of it
 * @param isCut whether something that may fail is closed early, and may fail in that moment
 */
record Shape(List<List<Item>> orders, List<Set<Item>> failures, int most, boolean isCut) {

    private static final int ALL = Integer.MAX_VALUE;

    /** One order. */
    static Shape of(List<Item> items, boolean fails) {
        return new Shape(List.of(items), fails ? List.of(Set.copyOf(items)) : List.of(), ALL, false);
    }

    /** Whether there is one order, which is all there is to it. */
    boolean isPlain() {
        return orders.size() == 1 && most == ALL;
    }

    /** Its only order. */
    List<Item> items() {
        return orders.getFirst();
    }

    private Set<Item> all() {
        Set<Item> all = new HashSet<>();
        orders.forEach(all::addAll);
        return all;
    }

    /** Without the others. */
    Shape filter(Predicate<Item> test) {
        return new Shape(orders.stream().map(order -> order.stream().filter(test).toList()).toList(),
                failures.stream().map(before -> Set.copyOf(before.stream().filter(test).toList())).toList(), most,
                isCut);
    }

    /** So many of them, of a plain one; a failure comes only if more are asked for. */
    Shape take(int count) {
        if (!isPlain()) {
            return new Shape(orders, failures, Math.min(most, count), isCut);
        }
        return count > items().size() ? this : cut(items().subList(0, count));
    }

    /** Without the first ones, of a plain one. */
    Shape skip(int count) {
        Set<Item> skipped = Set.copyOf(items().subList(0, Math.min(count, items().size())));
        return filter(item -> !skipped.contains(item));
    }

    /** The same in any order. */
    Shape unordered() {
        return all().size() < 2
                ? this
                : new Shape(orders.stream().flatMap(List::stream).map(List::of).toList(), failures, most, isCut);
    }

    /** Ends with a failure at this item, after those before it in its order. */
    Shape failingAt(Item item) {
        List<List<Item>> kept = new ArrayList<>();
        Set<Item> before = new HashSet<>();
        for (List<Item> order : orders) {
            int end = order.indexOf(item);
            kept.add(end < 0 ? order : order.subList(0, end));
            if (end > 0) {
                before.addAll(order.subList(0, end));
            }
        }
        Shape rest = new Shape(kept, List.of(), most, isCut);
        Set<Item> left = rest.all();
        return new Shape(kept, Stream.concat(failures.stream().filter(left::containsAll), Stream.of(before)).toList(),
                most, isCut);
    }

    /** Both at the same time. */
    Shape merge(Shape other) {
        return new Shape(Stream.concat(orders.stream(), other.orders.stream()).toList(),
                Stream.concat(failures.stream(), other.failures.stream()).toList(), ALL,
                isCut || other.isCut);
    }

    /** One plain one after the other. */
    Shape concat(Shape next) {
        if (!failures.isEmpty()) {
            return this;
        }
        Shape both = of(Stream.concat(items().stream(), next.items().stream()).toList(), !next.failures.isEmpty());
        return isCut || next.isCut ? both.cut() : both;
    }

    /** The first items of pairs of plain ones; of two that end at the same place either may be seen to end first. */
    Shape zip(Shape other) {
        int length = Math.min(items().size(), other.items().size());
        List<Item> both = items().subList(0, length);
        boolean fails = items().size() == length && !failures.isEmpty();
        boolean otherFails = other.items().size() == length && !other.failures.isEmpty();
        boolean together = items().size() == other.items().size() && fails != otherFails;
        return new Shape(List.of(both), fails || otherFails ? List.of(Set.copyOf(both)) : List.of(),
                together ? length : ALL, isCut || other.isCut || !failures.isEmpty() || !other.failures.isEmpty());
    }

    /** Only these, of a plain one. */
    Shape cut(List<Item> first) {
        return new Shape(List.of(first), List.of(), ALL, isCut || !failures.isEmpty());
    }

    private Shape cut() {
        return new Shape(orders, failures, most, true);
    }

    /** Whatever happened: what came is a part that could have come. */
    void checkPart(List<Item> got) {
        assertThat(got).as("items that came").doesNotHaveDuplicates();
        assertThat(all()).as("items that may come").containsAll(got);
        assertThat(got.size()).as("how many came").isLessThanOrEqualTo(most);
        for (List<Item> order : orders) {
            List<Item> mine = got.stream().filter(order::contains).toList();
            assertThat(mine).as("items in the order of their source").isEqualTo(order.subList(0, mine.size()));
        }
    }

    /** It has come to its end. */
    void checkEnd(List<Item> got) {
        assertThat(got).as("items that came before the end").hasSize(Math.min(most, all().size()));
        assertThat(got.size() < most ? failures : List.of()).as("failures that did not arrive before the end")
                .isEmpty();
    }

    /** It has failed. */
    void checkFailure(List<Item> got) {
        assertThat(isCut || got.size() == most || failures.stream().anyMatch(got::containsAll))
                .as("it fails after the items that come before the"
                        + " failure: came %s, one of %s", got, failures)
                .isTrue();
    }
}
