package dev.footbridge.cli.soak.stage;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A failure that a program was told to end with. It must get to whoever waits for it, or to the failure handler. */
public final class Planned extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is known about where it went; guarded by the book that made it. */
    Fate fate = Fate.OPEN;
    int reports;
    boolean isWrong;

    Planned(String message) {
        super(message, null, true, false);
    }

    /** Where a failure has to go. */
    enum Fate {
        /** Its program still runs. */
        OPEN,
        /** Somebody got it: it must not be reported. */
        SEEN,
        /** Somebody may have looked at it: it may be reported, once. */
        EITHER,
        /** Nobody got it: it must be reported, once. */
        DROPPED
    }

    /** All planned failures that this one is or carries with it. */
    public static Set<Planned> in(Throwable error) {
        Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(error, all);
        Set<Planned> planned = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable one : all) {
            if (one instanceof Planned failure) {
                planned.add(failure);
            }
        }
        return planned;
    }

    private static void collect(Throwable error, Set<Throwable> all) {
        if (all.add(error)) {
            for (Throwable suppressed : error.getSuppressed()) {
                collect(suppressed, all);
            }
            Throwable cause = error.getCause();
            if (cause != null) {
                collect(cause, all);
            }
        }
    }
}
