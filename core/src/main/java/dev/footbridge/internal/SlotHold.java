package dev.footbridge.internal;

/**
 * A strand's hold on a slot: given back when the strand waits, taken again when it goes on. Used by the strand only.
 */
final class SlotHold {

    private final Slot slot;
    private boolean given;

    SlotHold(Slot slot) {
        this.slot = slot;
    }

    /** Gives the slot back; false when it was given back before. */
    boolean give() {
        if (given) {
            return false;
        }
        given = true;
        slot.release();
        return true;
    }

    /** Takes the slot again, if it was given back; waits for one. */
    void take() {
        if (given) {
            slot.reacquire();
            given = false;
        }
    }
}
