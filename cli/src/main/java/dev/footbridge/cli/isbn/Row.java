package dev.footbridge.cli.isbn;

/**
 * How long one version took.
 *
 * @param name the version
 * @param wallSeconds the time, the median of the rounds
 * @param overIdeal the time over that of a single lookup
 * @param rounds how many rounds were run
 */
record Row(String name, double wallSeconds, double overIdeal, int rounds) {}
