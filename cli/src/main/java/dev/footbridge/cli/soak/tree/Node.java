package dev.footbridge.cli.soak.tree;

import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.stage.Stage;
import dev.footbridge.cli.soak.wraps.Wraps;
import java.util.ArrayList;
import java.util.List;

/** A part of a tree. Immutable. */
public interface Node {

    /** How many children a crowd has at most. */
    int MOST_CHILDREN = 3;

    /** Runs it to its end. */
    void run(Scene scene) throws Exception;

    /**
     * Draws a tree.
     *
     * @param dice chance
     * @param depth how deep it may be
     * @param ends whether something around it ends it in time, so that it need not end by itself
     * @return the tree
     */
    static Node draw(Dice dice, int depth, boolean ends) {
        int form = depth == 0 ? 0 : dice.upTo(4);
        return switch (form) {
            case 0 -> Leaf.draw(dice, ends);
            case 1 -> wrapped(dice, depth, ends);
            default -> crowd(dice, depth, ends);
        };
    }

    private static Node wrapped(Dice dice, int depth, boolean ends) {
        Wrap wrap = Wraps.one(dice);
        return new Wrapped(wrap, draw(dice, depth - 1, Wraps.ends(wrap, ends)));
    }

    private static Node crowd(Dice dice, int depth, boolean ends) {
        Crowd.Form form = dice.pick(List.of(Crowd.Form.values()));
        List<Node> children = new ArrayList<>();
        int many = dice.between(1, MOST_CHILDREN);
        for (int i = 0; i < many; i++) {
            boolean othersEndIt = form == Crowd.Form.CANCELLED_GROUP || (form == Crowd.Form.RACE && i > 0);
            children.add(draw(dice, depth - 1, ends || othersEndIt));
        }
        return new Crowd(form, dice.upTo(Stage.HOMES), dice.upTo(many + 1), dice.brief(), List.copyOf(children));
    }

    /**
     * Something around a tree.
     *
     * @param wrap what is around it
     * @param inner the tree
     */
    record Wrapped(Wrap wrap, Node inner) implements Node {

        @Override
        public void run(Scene scene) throws Exception {
            boolean _ = Step.around(wrap, scene, there -> {
                inner.run(there);
                return true;
            });
        }

        @Override
        public String toString() {
            return wrap + " > " + inner;
        }
    }
}
