package dev.footbridge.loop;

/**
 * What an event loop was doing at one moment; read without stopping it, so the numbers need not agree to the last unit.
 *
 * @param name the loop's name
 * @param pending tasks that have not ended: running, waiting or queued
 * @param ready coroutines, jobs and callbacks that could run now
 * @param timers sleeps and delayed callbacks that are not due
 * @param idleThreads threads kept for the next job
 * @param started tasks taken on since the loop was opened
 * @param ended tasks that ended since then
 * @param busy whether somebody held the loop
 */
public record EventLoopStats(String name, long pending, int ready, int timers, int idleThreads, long started,
        long ended,
        boolean busy) {}
