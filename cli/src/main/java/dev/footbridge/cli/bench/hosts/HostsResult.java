package dev.footbridge.cli.bench.hosts;

import java.util.List;

/**
 * What was measured.
 *
 * @param warm whether the JVMs were warm
 * @param rounds how many rounds each figure is the median of
 * @param members how many members ran jobs
 * @param slots how many jobs each ran at once
 * @param cpus the processors
 * @param java the version of Java
 * @param loadBefore the load of the machine before the first round; negative if it is not known
 * @param loadAfter the load after the last
 * @param correct whether all results were right
 * @param rows the figures
 */
record HostsResult(boolean warm, int rounds, int members, int slots, int cpus, String java, double loadBefore,
        double loadAfter, boolean correct, List<Row> rows) {}
