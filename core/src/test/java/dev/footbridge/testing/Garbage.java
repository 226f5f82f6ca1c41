package dev.footbridge.testing;

import java.lang.ref.WeakReference;

/** Asks the garbage collector what is still held. */
public final class Garbage {

    private Garbage() {}

    /** Waits until nothing holds what this refers to; fails the test if something does. */
    public static void awaitCollected(WeakReference<?> reference) {
        Eventually.until(() -> {
            System.gc();
            return reference.refersTo(null);
        });
    }
}
