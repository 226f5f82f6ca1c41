package dev.footbridge.cli.levels;

import java.util.List;

/**
 * What came out.
 *
 * @param cpus the number of CPUs
 * @param blockedMillis how long each blocking job blocked
 * @param rows the times
 * @param peak the most jobs that the elastic pool ran at once
 * @param lastChange why the elastic pool last grew, shrank or stopped growing, in its own words
 */
record PoolsResult(int cpus, long blockedMillis, List<PoolRow> rows, int peak, String lastChange) {}
