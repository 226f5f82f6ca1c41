package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Part;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.stage.Dice;
import java.time.Duration;
import java.util.List;

/**
 * Tokens under a lock, and a condition that tells of new ones, with one signal for each or one for all: nobody goes on
 * waiting while there is a token, and the lock is held whenever a wait returns.
 *
 * @param open after how long the tokens that are still wanted are given
 * @param parts its actors
 */
record ConditionProgram(Duration open, List<Part> parts) implements Program {

    private static final List<String> FORMS = List.of("give", "give to all", "take", "take", "take for");
    private static final int MOST = 2;

    static Program draw(Dice dice) {
        return new ConditionProgram(Casting.open(dice), Casting.draw(dice, 2, 7, FORMS, MOST));
    }

    @Override
    public String shape() {
        return "a condition, served to the end after " + open.toNanos() / 1_000 + " us";
    }

    @Override
    public void run(Play play) {
        Tokens tokens = new Tokens(play.stage().subject().lock());
        long wanted = parts.stream().flatMap(part -> part.steps().stream())
                .filter(step -> step.form().startsWith("take")).count();
        play.perform(parts, (step, scene) -> tokens.use(step, scene), open, () -> {
            tokens.checkSignals(play);
            tokens.giveUpTo(wanted);
        });
        tokens.checkEnd(play);
    }
}
