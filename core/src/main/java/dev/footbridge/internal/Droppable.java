package dev.footbridge.internal;

/** A task that can be ended for as long as it has not begun. */
public interface Droppable {

    /** Ends it if it has not begun; false when it has. */
    boolean drop(String reason);
}
