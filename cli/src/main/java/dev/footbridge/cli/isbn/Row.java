package dev.footbridge.cli.isbn;

/**
 * How long one version took.
 *
 * @param name the version
 * @param wallSeconds the time
 * @param overIdeal the time over that of a single lookup
 */
record Row(String name, double wallSeconds, double overIdeal) {}
