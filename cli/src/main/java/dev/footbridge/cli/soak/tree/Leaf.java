package dev.footbridge.cli.soak.tree;

import dev.footbridge.CancelledException;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.stage.Dice;
import java.time.Duration;
import java.util.List;

/**
 * The end of a branch.
 *
 * @param form what it does
 * @param time how long
 */
record Leaf(Form form, Duration time) implements Node {

    private static final List<Form> SHORT = List.of(Form.PAUSE, Form.PAUSE, Form.YIELD, Form.FAIL);
    private static final List<Form> ANY = List.of(Form.PAUSE, Form.YIELD, Form.FAIL, Form.WAIT, Form.STUBBORN,
            Form.FAIL_WHEN_CUT);

    enum Form {
        /** Waits for some time. */
        PAUSE,
        /** Lets others run. */
        YIELD,
        /** Waits for some time and fails. */
        FAIL,
        /** Waits until it is cancelled. */
        WAIT,
        /** Waits until it is cancelled, and then cleans up for some time. */
        STUBBORN,
        /** Waits until it is cancelled, and fails then. */
        FAIL_WHEN_CUT
    }

    static Leaf draw(Dice dice, boolean ends) {
        return new Leaf(dice.pick(ends ? ANY : SHORT), dice.brief());
    }

    @Override
    public void run(Scene scene) {
        switch (form) {
            case PAUSE -> scene.pause(time);
            case YIELD -> scene.yieldNow();
            case FAIL -> {
                scene.pause(time);
                throw scene.play().plan();
            }
            case WAIT -> scene.pauseForever();
            case STUBBORN -> {
                try {
                    scene.pauseForever();
                } finally {
                    cleanUp(scene);
                }
            }
            case FAIL_WHEN_CUT -> {
                try {
                    scene.pauseForever();
                } catch (CancelledException cancelled) {
                    throw scene.play().plan();
                }
            }
        }
    }

    private void cleanUp(Scene scene) {
        scene.structure().shielded(() -> {
            scene.shielded().pause(time);
            return true;
        });
    }

    @Override
    public String toString() {
        return form + " " + time.toNanos() / 1_000 + " us";
    }
}
