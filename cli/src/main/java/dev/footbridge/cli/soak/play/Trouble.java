package dev.footbridge.cli.soak.play;

import dev.footbridge.cli.soak.stage.Dice;
import java.time.Duration;

/**
 * What comes to an actor from outside, and when: nothing, a cancel, or, for a plain thread, an interrupt.
 *
 * @param form what
 * @param after how long after the beginning
 */
public record Trouble(Form form, Duration after) {

    private static final int CALM = 2;

    /** What may come. */
    public enum Form {
        /** Nothing. */
        NONE,
        /** A cancel with a reason. */
        CANCEL,
        /** A cancel through the future that the task is. */
        FUTURE,
        /** A cancel that interrupts nothing. */
        COOPERATIVE
    }

    /** Nothing as often as not. */
    public static Trouble draw(Dice dice) {
        int form = dice.upTo(CALM * (Form.values().length - 1));
        return new Trouble(form < Form.values().length ? Form.values()[form] : Form.NONE, dice.brief());
    }

    /** Whether nothing comes. */
    public boolean isNone() {
        return form == Form.NONE;
    }

    @Override
    public String toString() {
        return isNone() ? "" : ", " + form + " after " + after.toNanos() / 1_000 + " us";
    }
}
