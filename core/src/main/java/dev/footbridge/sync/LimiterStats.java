package dev.footbridge.sync;

/**
 * How a limiter stood at one moment.
 *
 * @param limit how much may run at once
 * @param running how much did; more than the limit after it was lowered
 * @param waiting how many waited for their turn
 * @param peak the most that ran at once
 */
public record LimiterStats(int limit, int running, int waiting, int peak) {}
