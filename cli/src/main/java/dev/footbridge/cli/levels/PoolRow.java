package dev.footbridge.cli.levels;

/**
 * How long many jobs at once took on one pool.
 *
 * @param work what the jobs do
 * @param pool the pool
 * @param jobs how many they were
 * @param wallSeconds the median time
 * @param ratio this time over that of the pool that suits the work best
 * @param mostAtOnce how many ran at once at the most, over all rounds
 * @param correct whether all results of all rounds were right
 */
record PoolRow(String work, String pool, int jobs, double wallSeconds, double ratio, int mostAtOnce,
        boolean correct) {}
