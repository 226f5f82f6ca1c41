package dev.footbridge.loop.broken;

import dev.footbridge.internal.Linked;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Broken: an inbox that puts the new top without comparing it with the one it saw. */
public final class BrokenInbox {

    private static final class Item extends Linked {

        private final int number;

        Item(int number) {
            this.number = number;
        }
    }

    private volatile Linked top;
    private volatile boolean closed;

    @Operation
    public boolean push(@Param(gen = IntGen.class, conf = "1:3") int number) {
        if (closed) {
            return false;
        }
        Item item = new Item(number);
        item.next = top;
        top = item;
        return true;
    }

    @Operation(nonParallelGroup = "holder")
    public List<Integer> takeAll() {
        Linked all = Linked.reversed(top);
        top = null;
        List<Integer> taken = new ArrayList<>();
        for (Linked item = all; item != null; item = item.next) {
            taken.add(((Item) item).number);
        }
        return taken;
    }

    @Operation(nonParallelGroup = "holder")
    public boolean tryClose() {
        closed = closed || top == null;
        return closed;
    }

    @Operation
    public boolean hasItems() {
        return top != null;
    }
}
