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
 * @param ended jobs whose thread has ended, or went on to the next, or that were taken back before they began
 * @param refused jobs that were refused because the pool was full
 * @param size threads that live
 * @param idle threads without a job, which wait for one
 * @param blocked running jobs that were found blocked when they were last looked at; zero unless the threads are elastic
 * @param grown threads made so far, of elastic ones
 * @param shrunk threads that ended for want of a job so far, of elastic ones
 * @param lastChange why the number of threads last grew, stopped growing or shrank, in words
 */
public record ThreadPoolStats(String name, int limit, int running, int waiting, int queued, int peak, long started,
        long ended, long refused, int size, int idle, int blocked, long grown, long shrunk, String lastChange) {}
