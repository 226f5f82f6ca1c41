package dev.footbridge.internal;

import java.lang.ref.Cleaner;

/** Tells when something is garbage. Its thread starts with the first thing that is watched. */
public final class Garbage {

    private static final Cleaner CLEANER = Cleaner.create();

    private Garbage() {}

    /** Runs the action once when the thing is garbage, or when the result is cleaned; it must not lead to the thing. */
    public static Cleaner.Cleanable watch(Object thing, Runnable action) {
        return CLEANER.register(thing, action);
    }
}
