package dev.footbridge.cli.levels;

import java.util.List;

/**
 * The JSON file.
 *
 * @param rounds how many rounds each time is the median of
 * @param latencyMillis how long the server held each reply back
 * @param cpus the number of CPUs
 * @param rows the times
 * @param blockingOnLoop the I/O work in its blocking form, at once on the loop
 */
record LevelsResult(int rounds, long latencyMillis, int cpus, List<Row> rows, Row blockingOnLoop) {}
