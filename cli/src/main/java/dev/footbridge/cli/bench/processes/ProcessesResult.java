package dev.footbridge.cli.bench.processes;

import java.util.List;

/**
 * What was measured.
 *
 * @param warm whether the JVMs were warm where they are said to be
 * @param rounds how many rounds each figure is the median of
 * @param items the items of a map
 * @param workers the workers of each pool
 * @param cpus the processors
 * @param java the version of Java
 * @param python the version of Python; empty without
 * @param loadBefore the load of the machine before the first round; negative if it is not known
 * @param loadAfter the load after the last
 * @param rows a row for each step and contender
 */
record ProcessesResult(boolean warm, int rounds, int items, int workers, int cpus, String java, String python,
        double loadBefore,
        double loadAfter, List<Row> rows) {

    Row row(Step step, String contender) {
        return rows.stream().filter(row -> row.step().equals(step.key()) && row.contender().equals(contender))
                .findFirst().orElseThrow();
    }

    List<String> contenders() {
        return rows.stream().map(Row::contender).distinct().toList();
    }
}
