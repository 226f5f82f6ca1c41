package dev.footbridge.processes.job;

import java.time.Duration;

/**
 * What the values of options have to be.
 *
 * @param subject what they are options of: "a process pool"
 */
public record OptionChecks(String subject) {

    private String of(String what) {
        return "the " + what + " of " + subject + " must ";
    }

    /** A count of at least one. */
    public void atLeastOne(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    of(what) + "be at least 1 (it is " + value + "): give more, or leave it out");
        }
    }

    /** A count. */
    public void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(of(what) + "not be negative (it is " + value + "): give zero or more");
        }
    }

    /** A time, or none. */
    public void notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(of(what) + "not be negative (it is " + value + "): give zero or more");
        }
    }

    /** A time. */
    public void positive(String what, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    of(what) + "be positive (it is " + value + "): give more, or leave it out");
        }
    }

    /** A number of a TCP port. */
    public void port(String what, int value) {
        if (value < 1 || value > 65_535) {
            throw new IllegalArgumentException(
                    of(what) + "be from 1 to 65535 (it is " + value + "): give another, or leave it out");
        }
    }
}
