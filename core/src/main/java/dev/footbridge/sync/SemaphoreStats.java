package dev.footbridge.sync;

/**
 * How a semaphore stood at one moment.
 *
 * @param available permits that are free
 * @param waiting how many waited for some
 */
public record SemaphoreStats(int available, int waiting) {}
