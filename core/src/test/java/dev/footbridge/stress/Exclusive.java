package dev.footbridge.stress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * State that only one at a time may touch, and that shows it when two did: a counter without any synchronisation, which
 * then loses a step or is seen too old, and a mark of who is inside. The mark orders nothing in memory, so that it cannot
 * hide that the loop does not either.
 */
public final class Exclusive {

    private static final VarHandle INSIDE;

    static {
        try {
            INSIDE = MethodHandles.lookup().findVarHandle(Exclusive.class, "inside", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LongAdder touches = new LongAdder();
    private final LongAdder overlaps = new LongAdder();
    @SuppressWarnings("unused") // by its handle
    private Thread inside;
    private long counter;

    /** Takes one step, and so long in the middle of it. */
    public void touch(int spins) {
        touches.increment();
        Thread me = Thread.currentThread();
        if (INSIDE.getOpaque(this) != null) {
            overlaps.increment();
        }
        INSIDE.setOpaque(this, me);
        long before = counter;
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
        counter = before + 1;
        if (INSIDE.getOpaque(this) != me) {
            overlaps.increment();
        }
        INSIDE.setOpaque(this, null);
    }

    /** How often somebody found somebody else inside. */
    public long overlaps() {
        return overlaps.sum();
    }

    /** The steps that were taken and those that arrived; asked under the loop, once nobody touches it any more. */
    public long lost() {
        return touches.sum() - counter;
    }

    /** The steps that were taken. */
    public long touches() {
        return touches.sum();
    }
}
