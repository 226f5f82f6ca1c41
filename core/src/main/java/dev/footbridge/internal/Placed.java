package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** Whose thread a strand is on, and the place that it holds there. Used by the strand itself. */
abstract sealed class Placed extends Stacked permits Seated {

    private @Nullable Object home;
    private boolean confined;
    private @Nullable SlotHold slot;
    private @Nullable Runnable beforeCallbacks;

    Placed(Thread thread, @Nullable Strand below) {
        super(thread, below);
        if (below != null) {
            Placed same = below;
            home = same.home;
            confined = same.confined;
            setErrands(same.errands());
        }
    }

    /** The level whose thread this is, or null. */
    public final @Nullable Object home() {
        return home;
    }

    /** Says whose thread this is. */
    public final void setHome(Object level) {
        this.home = level;
    }

    /** Says whose thread this is, and that it is the only one there. */
    public final void confine(Object level) {
        home = level;
        confined = true;
    }

    /** Whether this is the only thread of the level. */
    public final boolean isConfinedTo(Object level) {
        return confined && home == level;
    }

    /** Gives it a slot to hand back while it waits. */
    public final void setSlot(Slot slot) {
        this.slot = new SlotHold(slot);
    }

    /** Uses the slot of a strand that waits below, which takes it back for that. */
    public final void shareSlot(Strand waiting) {
        waiting.takeSlot();
        slot = ((Placed) waiting).slot;
    }

    /** Forgets the slot it holds: somebody else gives it back. */
    public final void dropSlot() {
        slot = null;
    }

    /** Says what its thread has to do before it runs code that is not its job's, which may take any time. */
    public final void setBeforeCallbacks(Runnable action) {
        this.beforeCallbacks = action;
    }

    final @Nullable Runnable beforeCallbacksHere() {
        return beforeCallbacks;
    }

    /** Gives back the slot this strand holds, as it is about to wait; false when there is none to give. */
    final boolean giveSlot() {
        SlotHold held = slot;
        return held != null && held.give();
    }

    /** Takes back the slot given away while this strand waited; called once it no longer holds a baton. */
    public final void takeSlot() {
        SlotHold held = slot;
        if (held != null) {
            held.take();
        }
    }
}
