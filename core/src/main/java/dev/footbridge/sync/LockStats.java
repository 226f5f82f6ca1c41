package dev.footbridge.sync;

/**
 * How a lock stood at one moment.
 *
 * @param locked whether somebody held it
 * @param owner the name of the task, or thread, that did; empty when nobody, or while it was being handed over
 * @param waiting how many waited for it
 */
public record LockStats(boolean locked, String owner, int waiting) {}
