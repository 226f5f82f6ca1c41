package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.subject.Item;
import dev.footbridge.cli.soak.subject.Order;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The books of one queue: what was put, and what came out of it. Any actor writes in them. */
final class Ledger {

    private final Play play;
    private final Order order;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Set<Item> put = ConcurrentHashMap.newKeySet();
    private final Set<Item> out = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<Route, Item> last = new ConcurrentHashMap<>();

    Ledger(Play play, Order order) {
        this.play = play;
        this.order = order;
    }

    /** From one actor to another. */
    private record Route(int producer, int taker) {}

    /** A new item. */
    Item make(int producer, int rank) {
        return new Item(producer, numbers.incrementAndGet(), rank);
    }

    /** It was put, if it was. */
    boolean put(Item item, boolean done) {
        if (done) {
            put.add(item);
        }
        return done;
    }

    /** An actor took it; what it had from the same producer before must have been put before. */
    void taken(int taker, Item item) {
        out(item);
        Item before = last.put(new Route(item.producer(), taker), item);
        play.check(order != Order.FIFO || before == null || before.number() < item.number(),
                "actor " + taker + " took " + item + " after " + before);
    }

    private void out(Item item) {
        play.check(out.add(item), item + " came out twice");
    }

    /** It was dropped when the queue was aborted. */
    void dropped(List<Item> items) {
        items.forEach(this::out);
    }

    /** It was taken after all actors had ended. */
    void drained(List<Item> items) {
        items.forEach(this::out);
        for (int i = 1; i < items.size(); i++) {
            Item before = items.get(i - 1);
            Item item = items.get(i);
            boolean comparable = order == Order.PRIORITY
                    ? before.rank() != item.rank() || before.producer() == item.producer()
                    : before.producer() == item.producer();
            play.check(!comparable || order.allows(before, item), order + " gave " + item + " after " + before);
        }
    }

    /** How many were put. */
    int accepted() {
        return put.size();
    }

    /** All have ended, and the queue is empty. */
    void checkEnd() {
        put.stream().filter(item -> !out.contains(item)).forEach(item -> play.check(false, item + " was lost"));
        out.stream().filter(item -> !put.contains(item))
                .forEach(item -> play.check(false, item + " came out and was never put"));
    }
}
