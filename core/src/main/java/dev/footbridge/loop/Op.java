package dev.footbridge.loop;

import dev.footbridge.internal.Linked;

/** Something short that another thread wants done under the baton: set a timer, ask whether the loop is empty. */
final class Op extends Linked {

    private final Runnable action;

    Op(Runnable action) {
        this.action = action;
    }

    void apply() {
        action.run();
    }
}
