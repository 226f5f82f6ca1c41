package dev.footbridge.cli.soak.wraps;

import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.play.Wrap;

/** A shield: no cancel from outside reaches what is inside. */
record Shielded() implements Wrap {

    /** Makes the check of what comes out of a wrap one of what goes through the shield. */
    private static final Wrap NOTHING = new Wrap() {
        @Override
        public boolean around(Scene scene, Act act) throws Exception {
            return act.run(scene);
        }

        @Override
        public String toString() {
            return "a shield";
        }
    };

    @Override
    public boolean around(Scene scene, Act act) {
        return scene.structure().shielded(() -> Step.around(NOTHING, scene.shielded(), act));
    }

    @Override
    public String toString() {
        return "shielded";
    }
}
