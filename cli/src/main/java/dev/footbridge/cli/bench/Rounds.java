package dev.footbridge.cli.bench;

import dev.footbridge.cli.input.BadInput;
import org.jspecify.annotations.Nullable;

/** How many rounds a figure is the median of. */
public final class Rounds {

    private static final int MOST = 100;

    private Rounds() {}

    /** As many as were asked for, else one when it is to be quick, else so many; checked. */
    public static int of(@Nullable Integer asked, boolean quick, int usual) {
        int rounds = asked != null ? asked : quick ? 1 : usual;
        BadInput.unless(rounds >= 1 && rounds <= MOST, "--rounds is " + rounds + ": it must be 1 to " + MOST);
        return rounds;
    }
}
