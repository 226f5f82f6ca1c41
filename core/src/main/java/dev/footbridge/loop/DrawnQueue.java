package dev.footbridge.loop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can run next, in an order that somebody draws: for tests. Guarded by the baton. */
final class DrawnQueue extends ReadyQueue {

    private final ReadyOrder order;
    /** Whether the head is what was drawn, and stays it until it is taken. */
    private boolean drawn;

    DrawnQueue(ReadyOrder order) {
        this.order = order;
    }

    @Override
    @Nullable
    Object peek() {
        if (!drawn && size() > 1) {
            int ready = size();
            moveToHead(Objects.checkIndex(order.next(ready), ready));
        }
        drawn = !isEmpty();
        return super.peek();
    }

    @Override
    @Nullable
    Object foreseen() {
        return drawn ? super.foreseen() : null;
    }

    @Override
    @Nullable
    Object poll() {
        peek();
        drawn = false;
        return super.poll();
    }
}
