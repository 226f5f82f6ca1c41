package dev.footbridge.processes.pool;

import dev.footbridge.processes.ProcessPoolStats;

/** What is counted. Guarded by the {@link Board}. */
final class Tally {

    long started;
    long ended;
    long refused;
    long launched;
    long crashed;
    long killed;
    long recycled;
    long retried;
    String lastCrash = "";

    ProcessPoolStats stats(String name, int limit, int workers, int idle, int running, int queued) {
        return new ProcessPoolStats(name, limit, workers, idle, running, queued, started, ended, refused, launched,
                crashed, killed, recycled, retried, lastCrash);
    }
}
