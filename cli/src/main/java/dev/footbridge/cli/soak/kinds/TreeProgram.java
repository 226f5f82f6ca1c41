package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.play.Trouble;
import dev.footbridge.cli.soak.play.Where;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.tree.Tree;
import dev.footbridge.cli.soak.wraps.Wraps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Trees of groups, races, gathers, limits and shields, with leaves that fail: children end before their parents, and
 * every failure arrives somewhere, once.
 *
 * @param parts its actors
 */
record TreeProgram(List<Part> parts) implements Program {

    private static final int MOST_ACTORS = 4;

    static Program draw(Dice dice) {
        List<Part> parts = new ArrayList<>();
        int many = dice.between(1, MOST_ACTORS);
        for (int i = 0; i < many; i++) {
            parts.add(new Part(Where.draw(dice), Trouble.draw(dice), List.of(step(dice))));
        }
        return new TreeProgram(List.copyOf(parts));
    }

    private static Step step(Dice dice) {
        List<Wrap> wraps = new ArrayList<>(Wraps.draw(dice));
        boolean ends = false;
        for (Wrap wrap : wraps) {
            ends = Wraps.ends(wrap, ends);
        }
        wraps.add(Tree.draw(dice, ends));
        return new Step("end", Duration.ZERO, Duration.ZERO, 1, List.copyOf(wraps));
    }

    @Override
    public String shape() {
        return "trees";
    }

    @Override
    public void run(Play play) {
        play.perform(parts, (step, scene) -> true);
    }
}
