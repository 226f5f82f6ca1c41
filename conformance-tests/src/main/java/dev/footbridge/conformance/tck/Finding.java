package dev.footbridge.conformance.tck;

/** What came of one test of the TCK. */
public sealed interface Finding {

    /** The test's name. */
    String test();

    /** The rule is kept. */
    record Passed(String test) implements Finding {}

    /** The rule is broken, or the test could not be run. */
    record Failed(String test, Throwable error) implements Finding {}

    /** The TCK itself chose not to judge. */
    record Skipped(String test, String reason) implements Finding {}
}
