package dev.footbridge.loop;

import dev.footbridge.internal.Linked;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What threads do with an inbox: any of them brings work, one at a time takes it and may close. */
public final class InboxOperations {

    private final Inbox inbox = new Inbox();

    private static final class Item extends Linked {

        private final int number;

        Item(int number) {
            this.number = number;
        }
    }

    @Operation
    public boolean push(@Param(gen = IntGen.class, conf = "1:3") int number) {
        return inbox.push(new Item(number));
    }

    @Operation(nonParallelGroup = "holder")
    public List<Integer> takeAll() {
        List<Integer> taken = new ArrayList<>();
        for (Linked item = inbox.takeAll(); item != null; item = item.next) {
            taken.add(((Item) item).number);
        }
        return taken;
    }

    @Operation(nonParallelGroup = "holder")
    public boolean tryClose() {
        return inbox.tryClose();
    }

    @Operation
    public boolean hasItems() {
        return inbox.hasItems();
    }
}
