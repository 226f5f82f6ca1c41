package dev.footbridge.cli.soak.tree;

import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Dice;

/**
 * A tree that is run before the act.
 *
 * @param root the tree
 */
public record Tree(Node root) implements Wrap {

    private static final int DEEPEST = 4;

    /**
     * Draws one.
     *
     * @param dice chance
     * @param ends whether something around it ends it in time
     * @return the tree
     */
    public static Tree draw(Dice dice, boolean ends) {
        return new Tree(Node.draw(dice, dice.between(1, DEEPEST), ends));
    }

    @Override
    public boolean around(Scene scene, Act act) throws Exception {
        root.run(scene);
        return act.run(scene);
    }

    @Override
    public boolean interrupts() {
        return true;
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
