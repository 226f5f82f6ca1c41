package dev.footbridge.loop;

import java.util.ArrayList;
import java.util.List;

/** What an inbox is when one thread at a time uses it. */
public final class SequentialInbox {

    private final List<Integer> items = new ArrayList<>();
    private boolean closed;

    /** Adds an item; false when closed. */
    public boolean push(int number) {
        return !closed && items.add(number);
    }

    /** Takes everything, oldest first. */
    public List<Integer> takeAll() {
        List<Integer> all = List.copyOf(items);
        items.clear();
        return all;
    }

    /** Closes an empty inbox. */
    public boolean tryClose() {
        closed = closed || items.isEmpty();
        return closed;
    }

    public boolean hasItems() {
        return !items.isEmpty();
    }
}
