package dev.footbridge.internal;

import java.util.Objects;
import java.util.function.UnaryOperator;

/** Options as the user's function changes them. */
public final class Options {

    private Options() {}

    /** What the function makes of the default. */
    public static <O> O of(UnaryOperator<O> set, O byDefault) {
        Objects.requireNonNull(set, "the options are null: give o -> o for the default");
        return Objects.requireNonNull(set.apply(byDefault),
                "the function made null of the options: give o -> o for the default");
    }
}
