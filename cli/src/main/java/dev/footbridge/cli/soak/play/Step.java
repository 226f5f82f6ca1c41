package dev.footbridge.cli.soak.play;

import dev.footbridge.CancelledException;
import dev.footbridge.cli.soak.stage.Planned;
import java.time.Duration;
import java.util.List;

/**
 * One step of an actor: an operation of the program's kind and what it needs.
 *
 * @param form which operation
 * @param limit how long it may wait, if it waits with a limit
 * @param hold how long it keeps what it got
 * @param amount how many, where there is a number
 * @param wraps what is around it, outermost first
 */
public record Step(String form, Duration limit, Duration hold, int amount, List<Wrap> wraps) {

    /** Has an act done inside all that is around it. */
    void perform(Scene scene, Act act) throws Exception {
        boolean _ = around(0, scene, act);
    }

    private boolean around(int wrap, Scene scene, Act act) throws Exception {
        if (wrap == wraps.size()) {
            return act.run(scene);
        }
        return around(wraps.get(wrap), scene, inner -> around(wrap + 1, inner, act));
    }

    /**
     * Has an act done inside a wrap, and sees to it that a cancel only comes out if one may have come from outside, or
     * if it carries a failure that it came from.
     */
    public static boolean around(Wrap wrap, Scene scene, Act act) throws Exception {
        try {
            return wrap.around(scene, act);
        } catch (CancelledException cancelled) {
            scene.check(scene.mayBeCut() || !Planned.in(cancelled).isEmpty(),
                    "something was cancelled that nobody had cancelled, in " + wrap, cancelled);
            throw cancelled;
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        wraps.forEach(wrap -> text.append(wrap).append(" > "));
        return text.append(form).append(" (limit ").append(limit.toNanos() / 1_000).append(" us, hold ")
                .append(hold.toNanos() / 1_000).append(" us, ").append(amount).append(')').toString();
    }
}
