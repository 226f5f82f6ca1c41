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
 * @param pools the elastic pool beside others
 * @param processes what it costs to have a worker JVM do a job
 */
record LevelsResult(int rounds, long latencyMillis, int cpus, List<Row> rows, Row blockingOnLoop,
        PoolsResult pools, ProcessesResult processes) {

    /** Whether every job of every round brought what it must. */
    boolean isCorrect() {
        return rows.stream().allMatch(Row::correct) && pools.rows().stream().allMatch(PoolRow::correct)
                && processes.rows().stream().allMatch(CostRow::correct);
    }
}
