package dev.footbridge.cli.soak;

import dev.footbridge.cli.soak.kinds.Kind;
import dev.footbridge.cli.soak.kinds.Program;
import dev.footbridge.cli.soak.stage.Dice;
import java.util.List;

/**
 * The program that a seed stands for.
 *
 * @param seed the seed
 * @param kind its kind
 * @param program the program
 */
record Drawn(long seed, Kind kind, Program program) {

    /** The same seed and kinds give the same program. */
    static Drawn of(long seed, List<Kind> kinds) {
        Dice dice = new Dice(seed);
        Kind kind = dice.pick(kinds);
        return new Drawn(seed, kind, kind.draw().apply(dice));
    }

    /** The seed and the kind. */
    String title() {
        return "seed " + seed + " (" + kind.name() + ")";
    }

    /** All that was drawn. */
    String describe() {
        return title() + ": " + program.describe();
    }
}
