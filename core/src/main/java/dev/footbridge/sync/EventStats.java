package dev.footbridge.sync;

/**
 * How an event stood at one moment.
 *
 * @param set whether it had happened
 * @param waiting how many waited for it
 */
public record EventStats(boolean set, int waiting) {}
