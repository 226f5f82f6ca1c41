package dev.footbridge.sync.broken;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Broken: queues that see what they hold, and put in place what is to be there next, in two steps. */
public abstract class BrokenQueue {

    private volatile List<Integer> items = List.of();

    private BrokenQueue() {}

    @Operation
    public boolean tryPut(@Param(gen = IntGen.class, conf = "1:9") int item) {
        List<Integer> next = new ArrayList<>(items);
        if (next.size() == 2) {
            return false;
        }
        next.add(item);
        items = next;
        return true;
    }

    @Operation
    public int tryTake() {
        List<Integer> next = new ArrayList<>(items);
        if (next.isEmpty()) {
            return 0;
        }
        int item = next.remove(next(next));
        items = next;
        return item;
    }

    @Operation
    public int size() {
        return items.size();
    }

    abstract int next(List<Integer> items);

    /** The first in leaves first. */
    public static final class Fifo extends BrokenQueue {
        @Override
        int next(List<Integer> items) {
            return 0;
        }
    }

    /** The last in leaves first. */
    public static final class Lifo extends BrokenQueue {
        @Override
        int next(List<Integer> items) {
            return items.size() - 1;
        }
    }

    /** The least leaves first. */
    public static final class Priority extends BrokenQueue {
        @Override
        int next(List<Integer> items) {
            return items.indexOf(Collections.min(items));
        }
    }
}
