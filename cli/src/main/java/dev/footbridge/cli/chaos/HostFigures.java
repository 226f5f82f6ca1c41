package dev.footbridge.cli.chaos;

/**
 * What is of hosts only.
 *
 * @param joined how many members were started, the first ones included
 * @param left how many were told to leave, in order
 * @param rivals how many other submitters were killed in the middle of their jobs
 * @param orphans jobs of those that went on all the same, in members that nobody had struck
 * @param cuts how often a member was cut off from the others
 * @param lost how often a member was lost that had a job
 * @param retried how often a job was sent again after that
 * @param bounced how often a job came back, as others had taken the slot meanwhile
 * @param late how many replies came too late, and were left aside
 */
record HostFigures(long joined, long left, long rivals, long orphans, long cuts, long lost, long retried, long bounced,
        long late) {

    HostFigures withOrphans(long count) {
        return new HostFigures(joined, left, rivals, count, cuts, lost, retried, bounced, late);
    }
}
