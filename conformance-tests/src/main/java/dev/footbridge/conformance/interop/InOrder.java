package dev.footbridge.conformance.interop;

import java.util.function.Consumer;

/** Takes the numbers from 0: none left out, none twice, none before another. One thread after the other may use it. */
public final class InOrder implements Consumer<Integer> {

    private int next;

    /** How many came. */
    public int count() {
        return next;
    }

    @Override
    public void accept(Integer number) {
        if (number != next) {
            throw new AssertionError("after " + (next - 1) + " comes " + next + ", not " + number);
        }
        next++;
    }
}
