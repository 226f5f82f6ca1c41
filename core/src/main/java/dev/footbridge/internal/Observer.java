package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** An entry on a pending promise: somebody to tell. */
final class Observer extends Linked {

    private final Signal signal;

    Observer(Signal signal) {
        this.signal = signal;
    }

    /** The topmost entry whose observer is still there; those that left are dropped on the way. */
    static @Nullable Observer live(@Nullable Observer top) {
        Observer entry = top;
        while (entry != null && entry.signal.isDead()) {
            entry = (Observer) entry.next;
        }
        return entry;
    }

    /** Tells all, in the order they came: first those who wait, which costs nothing, then callbacks. */
    static void fireAll(Observer newest) {
        Linked oldest = newest.next == null ? newest : reversed(newest);
        boolean callbacks = false;
        for (Linked entry = oldest; entry != null; entry = entry.next) {
            Signal signal = ((Observer) entry).signal;
            if (signal instanceof Callback) {
                callbacks = true;
            } else {
                signal.fire();
            }
        }
        for (Linked entry = callbacks ? oldest : null; entry != null; entry = entry.next) {
            if (((Observer) entry).signal instanceof Callback callback) {
                callback.fire();
            }
        }
    }

    /** A signal that runs code of the user's. */
    interface Callback extends Signal {}
}
