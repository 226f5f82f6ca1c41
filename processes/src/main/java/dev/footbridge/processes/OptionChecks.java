package dev.footbridge.processes;

import java.time.Duration;

/** What the values of the options have to be. */
final class OptionChecks {

    private OptionChecks() {}

    private static String of(String what) {
        return "the " + what + " of a process pool must ";
    }

    static void atLeastOne(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    of(what) + "be at least 1 (it is " + value + "): give more, or leave it out");
        }
    }

    static void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(of(what) + "not be negative (it is " + value + "): give zero or more");
        }
    }

    static void notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(of(what) + "not be negative (it is " + value + "): give zero or more");
        }
    }

    static void positive(String what, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    of(what) + "be positive (it is " + value + "): give more, or leave it out");
        }
    }
}
