package dev.footbridge.cli.bench.hosts;

/**
 * One figure.
 *
 * @param step what was measured
 * @param jobs how many jobs, or calls, were in each round
 * @param seconds the median, for one job where jobs are compared with calls, else for all
 * @param baseSeconds the same of what it is compared with: the bare engine, or what the slots allow; zero for nothing
 * @param ratio the first to the second; zero for nothing to compare with
 * @param target the most that the ratio may be; zero for no target
 */
record Row(String step, int jobs, double seconds, double baseSeconds, double ratio, double target) {

    static Row of(String step, int jobs, double seconds, double baseSeconds, double target) {
        return new Row(step, jobs, seconds, baseSeconds, baseSeconds > 0 ? seconds / baseSeconds : 0, target);
    }
}
