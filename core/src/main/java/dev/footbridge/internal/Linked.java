package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** A link of an intrusive lock-free stack: what waits in a loop's inbox or on a promise. In one stack at a time. */
public abstract class Linked {

    /** The link below; written before the link is published, cleared by whoever takes the stack. */
    public @Nullable Linked next;

    /** Turns a taken stack (newest first) into arrival order and returns the oldest. */
    public static @Nullable Linked reversed(@Nullable Linked newest) {
        Linked oldest = null;
        for (Linked link = newest; link != null;) {
            Linked below = link.next;
            link.next = oldest;
            oldest = link;
            link = below;
        }
        return oldest;
    }
}
