package dev.footbridge.cli.levels;

/**
 * How long some jobs took on one level.
 *
 * @param work what the jobs do
 * @param level where they ran
 * @param order one after another, or all at once
 * @param jobs how many they were
 * @param wallSeconds the median time
 * @param speedUp the time of the same jobs one after another in the caller, over this time
 * @param correct whether all results of all rounds were right
 */
record Row(String work, String level, String order, int jobs, double wallSeconds, double speedUp, boolean correct) {}
