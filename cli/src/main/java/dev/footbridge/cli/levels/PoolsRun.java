package dev.footbridge.cli.levels;

import dev.footbridge.cli.measure.Median;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The same crowds of jobs on the elastic pool and on the JDK's pool that suits each best: one without bounds for jobs that
 * block, one of as many threads as there are CPUs for jobs that compute. The elastic pool is one and the same for both.
 */
final class PoolsRun {

    private static final int NUMBERS = 100_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int jobs;
    private final Duration blocked;
    private final int rounds;
    private final Consumer<String> progress;

    /**
     * Makes a run.
     *
     * @param jobs how many jobs of each kind
     * @param blocked how long one that blocks does so
     * @param rounds rounds of which each time is the median
     * @param progress told what is done, once for each row
     */
    PoolsRun(int jobs, Duration blocked, int rounds, Consumer<String> progress) {
        this.jobs = jobs;
        this.blocked = blocked;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** How many rows there will be. */
    static int rows() {
        return 4;
    }

    /** Runs it. */
    PoolsResult run() {
        int cpus = Runtime.getRuntime().availableProcessors();
        Crowd blocking = new Crowd("blocks", jobs, 1);
        Callable<Integer> block = () -> blocking.count(() -> {
            Thread.sleep(blocked);
            return 1;
        });
        Crowd computing = new Crowd("computes", jobs, Primes.below(NUMBERS));
        Callable<Integer> compute = () -> computing.count(() -> Primes.between(0, NUMBERS));
        try (ThreadPool pool = ThreadPool.elastic(o -> o.withName("elastic"));
                ExecutorService unbounded = Executors.newCachedThreadPool();
                ExecutorService fixed = Executors.newFixedThreadPool(cpus)) {
            Contender elastic = new Contender("elastic", pool.asExecutorService());
            List<PoolRow> rows = new ArrayList<>();
            rows.addAll(compare(blocking, blocking.of(block), new Contender("unbounded", unbounded), elastic));
            rows.addAll(compare(computing, computing.of(compute), new Contender("fixed, " + cpus + " threads", fixed),
                    elastic));
            ThreadPoolStats stats = pool.stats();
            return new PoolsResult(cpus, blocked.toMillis(), rows, stats.peak(), stats.lastChange());
        }
    }

    /** In turns, so that a machine whose speed changes is the same for both. */
    private List<PoolRow> compare(Crowd crowd, List<Callable<Integer>> calls, Contender best, Contender elastic) {
        List<Contender> contenders = List.of(best, elastic);
        double[][] seconds = new double[contenders.size()][rounds];
        int[] most = new int[contenders.size()];
        boolean[] correct = {true, true};
        contenders.forEach(contender -> contender.results(calls)); // warm-up
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                crowd.reset();
                long begin = System.nanoTime();
                List<Integer> results = contenders.get(i).results(calls);
                seconds[i][round] = (System.nanoTime() - begin) / NANOS_PER_SECOND;
                most[i] = Math.max(most[i], crowd.mostAtOnce());
                correct[i] &= crowd.isCorrect(results);
            }
        }
        List<PoolRow> rows = new ArrayList<>();
        double bestSeconds = Median.of(seconds[0]);
        for (int i = 0; i < contenders.size(); i++) {
            double median = Median.of(seconds[i]);
            progress.accept(crowd.work() + " on " + contenders.get(i).name());
            rows.add(new PoolRow(crowd.work(), contenders.get(i).name(), crowd.size(), median, median / bestSeconds,
                    most[i], correct[i]));
        }
        return rows;
    }
}
