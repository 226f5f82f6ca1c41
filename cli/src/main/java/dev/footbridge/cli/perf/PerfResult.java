package dev.footbridge.cli.perf;

import java.util.List;

/**
 * The JSON file.
 *
 * @param average how many rounds each figure is the mean of
 * @param latencyMillis how long the server held each reply back; of a user's page, how long a single call took
 * @param warmUpCalls how many calls each way made before
 * @param cpus the number of CPUs
 * @param java the version of Java
 * @param cpuClock what the CPU time was read from
 * @param idleCpuPerSecond the CPU seconds this process uses in a second in which nothing is called
 * @param rows the figures
 */
record PerfResult(int average, double latencyMillis, int warmUpCalls, int cpus, String java, String cpuClock,
        double idleCpuPerSecond, List<Row> rows) {}
