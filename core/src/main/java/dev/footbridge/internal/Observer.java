package dev.footbridge.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** An entry on a pending promise: somebody to tell. One that is on many promises is told by entries of its own kind. */
class Observer extends Linked {

    /** In place of observers where there are none. */
    static final Observer NOBODY = new Observer(() -> {});

    /** How deep a stack must be before its dead entries are worth a search. */
    private static final int DEEP = 32;

    private final Signal signal;
    private int depth = 1;

    Observer(Signal signal) {
        this.signal = signal;
    }

    /** An entry that is told itself: a subclass that is a {@link Signal}. */
    Observer() {
        this.signal = (Signal) this;
    }

    /** The entry through which this is told. */
    static Observer of(Signal signal) {
        return signal instanceof Observer entry ? entry : new Observer(signal);
    }

    /** Lays this entry on those below; those whose observers have left are dropped, now and then all the way down. */
    final void layOn(@Nullable Observer below) {
        Observer rest = below;
        while (rest != null && rest.signal.isDead()) {
            rest = (Observer) rest.next;
        }
        if (rest != null && rest.depth >= DEEP && Integer.bitCount(rest.depth) == 1) {
            rest = rest.withoutDead();
        }
        next = rest;
        depth = rest == null ? 1 : rest.depth + 1;
    }

    /** A copy of this stack without dead entries; a copy, because others may be reading this one. */
    private @Nullable Observer withoutDead() {
        ArrayDeque<Signal> live = new ArrayDeque<>();
        for (Linked entry = this; entry != null; entry = entry.next) {
            Signal observer = ((Observer) entry).signal;
            if (!observer.isDead()) {
                live.push(observer);
            }
        }
        Observer top = null;
        for (Signal observer : live) {
            Observer entry = new Observer(observer);
            entry.next = top;
            entry.depth = top == null ? 1 : top.depth + 1;
            top = entry;
        }
        return top;
    }

    /**
     * Tells all, in the order they came: first those who wait, which costs nothing, then groups, then callbacks. True when
     * one of them waited for the outcome itself, and so will look at it.
     */
    static boolean fireAll(Observer newest) {
        Linked oldest = newest.next == null ? newest : reversed(newest);
        boolean looking = false;
        boolean more = false;
        for (Linked entry = oldest; entry != null; entry = entry.next) {
            Signal signal = ((Observer) entry).signal;
            if (signal instanceof Look look) {
                looking |= look.signal();
            } else if (signal instanceof Later) {
                more = true;
            } else {
                signal.fire();
            }
        }
        if (more) {
            Strand.beforeCallbacks();
            fire(oldest, Owner.class);
            fire(oldest, Callback.class);
        }
        return looking;
    }

    private static void fire(@Nullable Linked oldest, Class<? extends Later> kind) {
        for (Linked entry = oldest; entry != null; entry = entry.next) {
            Signal signal = ((Observer) entry).signal;
            if (kind.isInstance(signal)) {
                signal.fire();
            }
        }
    }

    /** The wait of somebody who looks at the outcome as soon as it is there. */
    static class Look extends Waiter {
        Look(Strand strand) {
            super(strand);
        }
    }

    /** A signal that comes after those who wait have been told. */
    sealed interface Later extends Signal permits Owner, Callback {}

    /** A signal to the group that owns the task: who waits for the task is to learn of its end before the group's is. */
    non-sealed interface Owner extends Later {}

    /** A signal that runs code of the user's. */
    non-sealed interface Callback extends Later {}
}
