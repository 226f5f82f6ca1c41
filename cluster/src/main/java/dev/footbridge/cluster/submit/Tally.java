package dev.footbridge.cluster.submit;

/** What is counted. Guarded by the {@link Board}. */
final class Tally {

    long started;
    long ended;
    long refused;
    long lost;
    long retried;
    long bounced;
    long late;
}
