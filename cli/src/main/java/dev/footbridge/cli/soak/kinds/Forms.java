package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Step;

/** What is said when a program meets a step that it does not know. */
final class Forms {

    private Forms() {}

    static IllegalArgumentException unknown(Step step) {
        return new IllegalArgumentException("there is no such form of a step: " + step.form());
    }
}
