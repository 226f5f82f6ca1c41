package dev.footbridge.cli.levels;

/**
 * What it costs to have a worker JVM do a job that takes no time itself.
 *
 * @param way how the jobs were given to the pool
 * @param jobs how many they were
 * @param wallSeconds the median time
 * @param microsPerJob the same for one job
 * @param correct whether all results of all rounds were right
 */
record CostRow(String way, int jobs, double wallSeconds, double microsPerJob, boolean correct) {}
