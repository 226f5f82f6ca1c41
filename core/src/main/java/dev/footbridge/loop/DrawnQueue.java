package dev.footbridge.loop;

import dev.footbridge.internal.FailureSink;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can run next, in an order that somebody draws: for tests. Guarded by the baton. */
final class DrawnQueue extends ReadyQueue {

    private final ReadyOrder order;
    private final FailureSink failures;
    private boolean failed;
    /** Whether the head is what was drawn, and stays it until it is taken. */
    private boolean drawn;

    DrawnQueue(ReadyOrder order, FailureSink failures) {
        this.failures = failures;
        this.order = order;
    }

    @Override
    @Nullable
    Object peek() {
        if (!drawn && size() > 1) {
            moveToHead(drawn(size()));
        }
        drawn = !isEmpty();
        return super.peek();
    }

    @Override
    @Nullable
    Object foreseen() {
        return drawn ? super.foreseen() : null;
    }

    /** The place that was chosen; the first, once the order has failed. */
    private int drawn(int ready) {
        if (failed) {
            return 0;
        }
        try {
            return Objects.checkIndex(order.next(ready), ready);
        } catch (Throwable wrong) {
            failed = true;
            failures.report("the ready order of an event loop, which is first come, first served from now on", wrong);
            return 0;
        }
    }

    @Override
    @Nullable
    Object poll() {
        peek();
        drawn = false;
        return super.poll();
    }
}
