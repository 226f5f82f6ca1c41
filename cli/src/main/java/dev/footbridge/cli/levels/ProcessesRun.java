package dev.footbridge.cli.levels;

import dev.footbridge.cli.measure.Median;
import dev.footbridge.processes.ProcessPool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What a job costs beside its own work on a pool of worker JVMs, which are warm. */
final class ProcessesRun {

    private static final List<Integer> CHUNKS = List.of(1, 100);
    private static final int CALLS = 500;
    private static final int ITEMS = 4_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final ProcessPool pool;
    private final int rounds;
    private final Consumer<String> progress;

    /**
     * Makes a run.
     *
     * @param pool the pool
     * @param rounds rounds of which each time is the median
     * @param progress told what is done, once for each row
     */
    ProcessesRun(ProcessPool pool, int rounds, Consumer<String> progress) {
        this.pool = pool;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** How many rows there will be. */
    static int rows() {
        return 1 + CHUNKS.size();
    }

    /** What each job does: too little to be measured. */
    static int next(int number) {
        return number + 1;
    }

    /** Gives jobs to the pool, and returns their results. */
    private interface Way {
        List<Integer> results(List<Integer> items);
    }

    ProcessesResult run() {
        List<CostRow> rows = new ArrayList<>();
        rows.add(row("one call after another", CALLS, items -> {
            List<Integer> results = new ArrayList<>();
            for (int item : items) {
                results.add(pool.call(() -> next(item)));
            }
            return results;
        }));
        for (int chunk : CHUNKS) {
            rows.add(row("map, " + chunk + " to a job", ITEMS, items -> pool.map(ProcessesRun::next, items, chunk)));
        }
        return new ProcessesResult(pool.stats().limit(), rows);
    }

    private CostRow row(String name, int count, Way way) {
        List<Integer> items = IntStream.range(0, count).boxed().toList();
        List<Integer> expected = items.stream().map(ProcessesRun::next).toList();
        boolean correct = way.results(items).equals(expected); // warm-up
        double[] seconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            List<Integer> results = way.results(items);
            seconds[round] = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            correct &= results.equals(expected);
        }
        double median = Median.of(seconds);
        progress.accept(name + " on processes");
        return new CostRow(name, count, median, median * MICROS_PER_SECOND / count, correct);
    }
}
