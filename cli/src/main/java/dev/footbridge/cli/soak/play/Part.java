package dev.footbridge.cli.soak.play;

import java.util.List;

/**
 * What one actor is to do.
 *
 * @param where where it runs
 * @param trouble what comes to it from outside
 * @param steps what it does
 */
public record Part(Where where, Trouble trouble, List<Step> steps) {

    /** Whether an interrupt from outside can be told from those that its own steps send. */
    boolean knowsInterrupts() {
        return steps.stream().flatMap(step -> step.wraps().stream()).noneMatch(Wrap::interrupts);
    }

    @Override
    public String toString() {
        return where + trouble.toString() + ": " + String.join("; ", steps.stream().map(Step::toString).toList());
    }
}
