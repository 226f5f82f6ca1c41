package dev.footbridge.processes;

/**
 * What a process pool was doing at one moment.
 *
 * @param name the pool's name
 * @param limit how many workers there may be
 * @param workers worker JVMs that live, those included that are starting or on their way out
 * @param idle workers without a job
 * @param running jobs that a worker has begun
 * @param queued jobs that none has begun, those included that were sent ahead
 * @param started jobs taken on since the pool was opened, those of jobs included
 * @param ended jobs that have ended
 * @param refused jobs that were refused because the pool was full
 * @param launched workers started since the pool was opened
 * @param crashed workers that died by themselves, or were killed by somebody else
 * @param killed workers that were killed because a job did not stop
 * @param recycled workers that were replaced after so many jobs, or for the memory they held
 * @param retried times that a job was begun again after a crash
 * @param lastCrash how the last worker died, in words; empty if none has
 */
public record ProcessPoolStats(String name, int limit, int workers, int idle, int running, int queued, long started,
        long ended, long refused, long launched, long crashed, long killed, long recycled, long retried,
        String lastCrash) {}
