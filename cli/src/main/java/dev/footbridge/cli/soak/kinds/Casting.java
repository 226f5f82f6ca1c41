package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.play.Trouble;
import dev.footbridge.cli.soak.play.Where;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.wraps.Wraps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws actors and what they do. */
final class Casting {

    private static final int MOST_STEPS = 5;
    private static final int HOLDS = 3;

    private Casting() {}

    /** So many actors, whose steps have these forms and amounts from one to the most. */
    static List<Part> draw(Dice dice, int least, int most, List<String> forms, int mostAmount) {
        List<Part> parts = new ArrayList<>();
        int many = dice.between(least, most);
        for (int i = 0; i < many; i++) {
            parts.add(new Part(Where.draw(dice), Trouble.draw(dice), steps(dice, forms, mostAmount)));
        }
        return List.copyOf(parts);
    }

    private static List<Step> steps(Dice dice, List<String> forms, int mostAmount) {
        List<Step> steps = new ArrayList<>();
        int many = dice.between(1, MOST_STEPS);
        for (int i = 0; i < many; i++) {
            steps.add(step(dice, dice.pick(forms), mostAmount));
        }
        return List.copyOf(steps);
    }

    /** A step of this form, with whatever around it. */
    static Step step(Dice dice, String form, int mostAmount) {
        return new Step(form, dice.brief(), dice.oneIn(HOLDS) ? dice.brief() : Duration.ZERO,
                dice.between(1, mostAmount), Wraps.draw(dice));
    }

    /** How long a program stays open before it is ended. */
    static Duration open(Dice dice) {
        return dice.brief().plus(dice.brief()).plus(dice.brief());
    }
}
