package dev.footbridge.cluster;

import java.util.List;

/**
 * What a cluster was doing at one moment, as seen from one of its members.
 *
 * @param name the cluster's name
 * @param member this member's name
 * @param members those that run jobs
 * @param running jobs started here that a member has
 * @param queued jobs started here that wait for a slot
 * @param started jobs started here since it was opened
 * @param ended those of them that have ended
 * @param refused jobs that were refused because the queue was full
 * @param lost times that a member was lost that had a job of these
 * @param retried times that a job was sent again after that
 * @param bounced times that a job came back from a member whose slots others had taken meanwhile
 * @param late replies that came for jobs given up before, and were left aside
 * @param serving jobs of this and other members that run here
 */
public record ClusterStats(String name, String member, List<MemberStats> members, int running, int queued, long started,
        long ended, long refused, long lost, long retried, long bounced, long late, int serving) {}
