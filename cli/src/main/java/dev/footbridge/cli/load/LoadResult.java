package dev.footbridge.cli.load;

import java.util.List;

/**
 * What was measured.
 *
 * @param warm whether the shop was warm
 * @param clients how many clients there were, each with one request at a time
 * @param requests how many requests each quick endpoint got in a round
 * @param rounds how many rounds there were
 * @param threads how many threads the pool of the second endpoint had
 * @param cpus the processors
 * @param java the version of Java
 * @param loadBefore the load of the machine before; negative if it is not known
 * @param loadAfter the load after
 * @param wrong how many answers were not the page
 * @param problem the first of them, if there was one
 * @param p50Ratio Footbridge's median latency to that of the sequential endpoint
 * @param p50Target the most that it is to be
 * @param cpuRatio Footbridge's processor time for a request to that of the thread pool
 * @param cpuTarget the most that it is to be
 * @param cpuRatioWithoutJit the same without what the compilers took
 * @param rows the figures
 */
record LoadResult(boolean warm, int clients, int requests, int rounds, int threads, int cpus, String java,
        double loadBefore, double loadAfter, int wrong, String problem, double p50Ratio, double p50Target,
        double cpuRatio, double cpuTarget, double cpuRatioWithoutJit, List<Row> rows) {

    private static final double P50_TARGET = 0.2;
    private static final double CPU_TARGET = 0.8;

    static LoadResult of(LoadSettings settings, double loadBefore, double loadAfter, int wrong, String problem,
            List<Row> rows) {
        Row sequential = of(Endpoint.SEQUENTIAL, rows);
        Row threads = of(Endpoint.THREADS, rows);
        Row footbridge = of(Endpoint.FOOTBRIDGE, rows);
        return new LoadResult(settings.isWarm(), settings.clients(), settings.requests(), settings.rounds(),
                settings.threads(), Runtime.getRuntime().availableProcessors(), Runtime.version().toString(),
                loadBefore, loadAfter, wrong, problem, ratio(footbridge.p50Millis(), sequential.p50Millis()),
                P50_TARGET, ratio(footbridge.cpuMillis(), threads.cpuMillis()), CPU_TARGET,
                ratio(footbridge.cpuMillisWithoutJit(), threads.cpuMillisWithoutJit()), rows);
    }

    /** Whether every answer was the page. */
    boolean correct() {
        return wrong == 0;
    }

    private static Row of(Endpoint endpoint, List<Row> rows) {
        return rows.stream().filter(row -> row.endpoint().equals(endpoint.address())).findFirst().orElseThrow();
    }

    private static double ratio(double part, double whole) {
        // A clock with coarse steps may have seen nothing at all of a short turn.
        return whole > 0 ? part / whole : 1;
    }
}
