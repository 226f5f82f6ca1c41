package dev.footbridge.cli.chaos;

import java.util.function.Function;

/**
 * A job, and what may become of it.
 *
 * @param begin gives it to the crew
 * @param expected what may become of it
 */
record Assignment(Function<Crew, Attempt> begin, Expectation expected) {}
