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

    ProcessPoolStats stats(String name, Roster roster, Backlog backlog) {
        int running = 0;
        int ahead = 0;
        for (WorkerLink worker : roster.all()) {
            for (Seat seat : worker.load().seats()) {
                if (seat.hasBegun()) {
                    running++;
                } else {
                    ahead++;
                }
            }
        }
        return new ProcessPoolStats(name, roster.limit(), roster.all().size(), roster.idle().size(), running,
                backlog.size() + ahead, started, ended, refused, launched, crashed, killed, recycled, retried,
                lastCrash);
    }
}
