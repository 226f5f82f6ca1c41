package dev.footbridge.internal;

/** What a promise does for one observer when it settles. Fired once, by the settling thread; must not wait. */
public interface Signal {

    /** Tells the observer. */
    void fire();

    /** Whether the observer left, so that its entry may be removed. */
    default boolean isDead() {
        return false;
    }
}
