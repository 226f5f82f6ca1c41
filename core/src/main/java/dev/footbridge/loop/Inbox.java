package dev.footbridge.loop;

import dev.footbridge.internal.Linked;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** What other threads hand to a loop: a lock-free stack, taken whole by the holder. Closed once, and then for good. */
final class Inbox {

    private static final Linked CLOSED = new Op(() -> {});
    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(Inbox.class, "top", Linked.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Linked top;

    /** Adds an item; false when the inbox is closed. */
    boolean push(Linked item) {
        for (;;) {
            Linked seen = top;
            if (seen == CLOSED) {
                return false;
            }
            item.next = seen;
            if (TOP.compareAndSet(this, seen, item)) {
                return true;
            }
        }
    }

    boolean hasItems() {
        Linked seen = top;
        return seen != null && seen != CLOSED;
    }

    /** Takes everything, oldest first. Called by the holder. */
    @Nullable
    Linked takeAll() {
        return hasItems() ? Linked.reversed((Linked) TOP.getAndSet(this, null)) : null;
    }

    /** The newest item, to look through without taking: only while nobody takes. */
    @Nullable
    Linked peek() {
        Linked seen = top;
        return seen == CLOSED ? null : seen;
    }

    boolean isClosed() {
        return top == CLOSED;
    }

    /** Closes an empty inbox; false when there is something in it. */
    boolean tryClose() {
        return top == CLOSED || TOP.compareAndSet(this, null, CLOSED);
    }
}
