package dev.footbridge.cli.soak.play;

import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.stage.Stage;

/**
 * Where an actor runs: on one of the stage's levels, or on a plain thread.
 *
 * @param home the number of the level, or one of the two for plain threads
 */
public record Where(int home) {

    /** A platform thread of its own. */
    public static final int PLATFORM = Stage.HOMES;
    /** A virtual thread of its own. */
    public static final int VIRTUAL = Stage.HOMES + 1;

    /** Anywhere. */
    public static Where draw(Dice dice) {
        return new Where(dice.upTo(Stage.HOMES + 2));
    }

    /** Whether this is a plain thread. */
    public boolean isThread() {
        return home >= Stage.HOMES;
    }

    @Override
    public String toString() {
        return home == PLATFORM ? "platform thread" : home == VIRTUAL ? "virtual thread" : Stage.nameOf(home);
    }
}
