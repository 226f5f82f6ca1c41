package dev.footbridge.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Measures one elastic pool beside an unbounded one and a fixed one on this machine: the second table of ADR 9. */
final class ElasticMeasurement {

    private static final int JOBS = 200;
    private static final int ROUNDS = 7;
    private static final long TURNS = 20_000_000;

    private static final AtomicInteger NOW = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    private ElasticMeasurement() {}

    private static long block() throws InterruptedException {
        Thread.sleep(100);
        return 1;
    }

    private static long compute() {
        MOST.accumulateAndGet(NOW.incrementAndGet(), Math::max);
        long number = 1;
        for (long i = 0; i < TURNS; i++) {
            number = number * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        }
        NOW.decrementAndGet();
        return number;
    }

    private static double millis(ThreadPool pool, Callable<Long> job) throws Exception {
        return millis(job, pool::start);
    }

    private static double millis(Callable<Long> job, Function<Callable<Long>, Future<Long>> pool) throws Exception {
        long start = System.nanoTime();
        List<Future<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            tasks.add(pool.apply(job));
        }
        for (Future<Long> task : tasks) {
            task.get();
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** Prints medians and the best of some rounds, in milliseconds. */
    public static void main(String[] args) throws Exception {
        int cpus = Runtime.getRuntime().availableProcessors();
        try (ThreadPool unbounded = ThreadPool
                .open(o -> o.withThreadFactory(Thread.ofPlatform().daemon().factory()));
                ExecutorService fixed = Executors.newFixedThreadPool(cpus, Thread.ofPlatform().daemon().factory());
                ThreadPool elastic = ThreadPool.elastic()) {
            Callable<Long> blocks = ElasticMeasurement::block;
            Callable<Long> computes = ElasticMeasurement::compute;
            System.out.printf(Locale.ROOT, "%d processors; first burst of %d that block: %.0f ms%n", cpus, JOBS,
                    millis(elastic, blocks));
            millis(computes, fixed::submit);
            millis(elastic, computes);
            List<List<Double>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                    new ArrayList<>());
            MOST.set(0);
            int most = 0;
            for (int i = 0; i < ROUNDS; i++) {
                times.get(0).add(millis(unbounded, blocks));
                times.get(1).add(millis(elastic, blocks));
                times.get(2).add(millis(computes, fixed::submit));
                MOST.set(0);
                times.get(3).add(millis(elastic, computes));
                most = Math.max(most, MOST.get());
            }
            times.forEach(list -> list.sort(null));
            System.out.printf(Locale.ROOT, "block: unbounded %.0f (%.0f), elastic %.0f (%.0f)%n", median(times.get(0)),
                    times.get(0).getFirst(), median(times.get(1)), times.get(1).getFirst());
            System.out.printf(Locale.ROOT, "compute: fixed %.0f (%.0f), elastic %.0f (%.0f), %d at once at most%n",
                    median(times.get(2)), times.get(2).getFirst(), median(times.get(3)), times.get(3).getFirst(), most);
            System.out.println(elastic.stats());
        }
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
