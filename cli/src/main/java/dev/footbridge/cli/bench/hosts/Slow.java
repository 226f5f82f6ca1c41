package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cluster.Cluster;

/** What the jobs do in the members, one of which is slow. */
final class Slow {

    /** The name of the slow one. */
    static final String MEMBER = "slow";
    private static final int MILLIS = 20;
    private static final int TIMES_SLOWER = 20;

    private Slow() {}

    static int next(int number) {
        return number + 1;
    }

    static int work(int number) throws InterruptedException {
        Thread.sleep(Cluster.current().memberName().equals(MEMBER) ? MILLIS * TIMES_SLOWER : MILLIS);
        return number;
    }

    static int deep(int levels) {
        return levels == 0 ? 0 : 1 + Cluster.current().<Integer>call(() -> deep(levels - 1));
    }

    /** The seconds that so many jobs take at least, when no slot is ever idle that could do one in time. */
    static double ideal(int jobs) {
        int millis = 0;
        int done = 0;
        while (done < jobs) {
            millis += MILLIS;
            done = Effort.SLOTS * ((Effort.MEMBERS - 1) * (millis / MILLIS) + millis / (MILLIS * TIMES_SLOWER));
        }
        return millis / 1e3;
    }
}
