package dev.footbridge.cli.soak.wraps;

import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Dice;
import dev.footbridge.cli.soak.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws what is around a step. */
public final class Wraps {

    private static final int MOST = 3;
    private static final int BARE = 2;
    private static final int KINDS = 12;
    private static final int CLEANUP = 4;

    private Wraps() {}

    /** Nothing as often as something. */
    public static List<Wrap> draw(Dice dice) {
        List<Wrap> wraps = new ArrayList<>();
        int many = dice.oneIn(BARE) ? 0 : dice.between(1, MOST);
        for (int i = 0; i < many; i++) {
            wraps.add(one(dice));
        }
        return List.copyOf(wraps);
    }

    /** One thing around something. */
    public static Wrap one(Dice dice) {
        int home = dice.upTo(Stage.HOMES);
        Duration cleanup = dice.oneIn(CLEANUP) ? dice.brief() : Duration.ZERO;
        return switch (dice.upTo(KINDS)) {
            case 0 -> new Shielded();
            case 1 -> new ShieldedView(home, dice.brief());
            case 2 -> new Grouped(home, true, dice.brief(), cleanup);
            case 3 -> new Grouped(home, false, dice.brief(), cleanup);
            case 4 -> new Raced(home, dice.brief(), cleanup);
            case 5 -> new Gathered(home, dice.brief(), cleanup);
            case 6, 7, 8 -> new Called(home, dice.pick(List.of(Called.Form.values())), cleanup);
            default -> limit(dice, cleanup);
        };
    }

    private static Wrap limit(Dice dice, Duration cleanup) {
        return switch (dice.upTo(4)) {
            case 0 -> new WithTimeout(dice.brief(), cleanup);
            case 1 -> new MoveOn(dice.brief(), cleanup);
            case 2 -> new MovedDeadline(dice.brief(), dice.brief(), cleanup);
            default -> new ResultWithin(dice.upTo(Stage.HOMES), dice.brief(), cleanup);
        };
    }

    /**
     * Whether what is inside of this ends in time, however long it would take by itself.
     *
     * @param wrap what is around it
     * @param outside whether that is so outside of the wrap
     */
    public static boolean ends(Wrap wrap, boolean outside) {
        return switch (wrap) {
            case Shielded _,ShieldedView _ -> false;
            case WithTimeout _,MoveOn _,MovedDeadline _,ResultWithin _,Raced _ -> true;
            default -> outside;
        };
    }
}
