package dev.footbridge.threads;

/**
 * What a thread pool was doing at one moment.
 *
 * @param name the pool's name
 * @param limit how many jobs may run at once
 * @param running jobs that run, and count against the limit
 * @param waiting jobs that wait through Footbridge and have given their place back, or wait to get it again
 * @param queued jobs that have not begun
 * @param peak the most that ran at once
 * @param started jobs taken on since the pool was opened
 * @param ended jobs whose thread has ended, or that were taken back before they began
 * @param refused jobs that were refused because the pool was full
 */
public record ThreadPoolStats(String name, int limit, int running, int waiting, int queued, int peak, long started,
        long ended, long refused) {}
