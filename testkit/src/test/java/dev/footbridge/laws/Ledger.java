package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What producers and consumers of a run say about each item, and whether it can all be true. Guarded by the loop. */
final class Ledger {

    /** One item: the so-and-so-manieth of its producer. */
    record Item(int producer, int number) {}

    private final List<Item> accepted = new ArrayList<>();
    private final Set<Item> refused = new HashSet<>();
    private final List<Item> taken = new ArrayList<>();
    private final List<Item> dropped = new ArrayList<>();

    /** Its put has returned. */
    void accepted(Item item) {
        accepted.add(item);
    }

    /** Its put was cancelled, out of time, or refused by a closed queue. */
    void refused(Item item) {
        refused.add(item);
    }

    /** A take has brought it. */
    void taken(Item item) {
        taken.add(item);
    }

    /** An abort returned them, or they were left in the queue. */
    void dropped(Collection<Item> items) {
        dropped.addAll(items);
    }

    /** How many were accepted. */
    int accepted() {
        return accepted.size();
    }

    /** How many were accepted and have not gone yet. */
    int inside() {
        return accepted.size() - dropped.size() - taken.size();
    }

    /** At the end, when nothing is left in any queue. */
    void check() {
        List<Item> gone = new ArrayList<>(dropped);
        gone.addAll(taken);
        Set<Item> distinct = new HashSet<>(gone);
        assertThat(distinct).as("each item goes once").hasSameSizeAs(gone);
        assertThat(distinct).as("no put is refused and its item there all the same").noneMatch(refused::contains);
        assertThat(distinct).as("what was accepted is what was taken, or dropped").isEqualTo(new HashSet<>(accepted));
    }
}
