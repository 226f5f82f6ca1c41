package dev.footbridge.sync;

/**
 * How a condition stood at one moment.
 *
 * @param waiting how many waited for it
 */
public record ConditionStats(int waiting) {}
