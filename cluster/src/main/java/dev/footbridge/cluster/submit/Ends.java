package dev.footbridge.cluster.submit;

import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.MemberLostException;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.wire.Packet.End;
import dev.footbridge.cluster.wire.Packet.Reply;
import dev.footbridge.processes.wire.Codec;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** How jobs settle: as their member says, when their time is up, or with their member. On threads that may take their time. */
final class Ends {

    private final Submitter submitter;
    private final ClusterOptions options;
    private final Codec codec;

    Ends(Submitter submitter, ClusterOptions options, Codec codec) {
        this.submitter = submitter;
        this.options = options;
        this.codec = codec;
    }

    /** How long a job may run. */
    Duration limit(ClusterJob<?> job) {
        Duration own = job.terms.limit();
        return own.compareTo(options.jobTimeout()) < 0 ? own : options.jobTimeout();
    }

    /** A job ends as its member says. */
    void settle(ClusterJob<?> job, MemberId from, Reply reply) {
        try {
            if (job.timedOut && reply.end() != End.VALUE) {
                job.failWith(timeout(job));
            } else {
                job.deliver(reply, codec, "member '" + from + "'");
            }
        } finally {
            submitter.ended(job);
        }
    }

    /** A job ends with its member. */
    void settleLost(ClusterJob<?> job, MemberId member) {
        if (job.timedOut) {
            job.failWith(timeout(job));
        } else if (job.request != null) {
            job.settleCancelled("");
        } else {
            job.failWith(loss(job, member));
        }
        submitter.ended(job);
    }

    private MemberLostException loss(ClusterJob<?> job, MemberId member) {
        return new MemberLostException("member '" + member + "' of cluster '" + options.name()
                + "' was lost while it had "
                + job.name() + (job.retried == 0 ? "" : ", which had been sent " + (job.retried + 1) + " times")
                + ": it died, hung for longer than " + options.failureTimeout()
                + " (failureTimeout), or cannot be reached"
                + (job.terms.retries() > 0 ? "" : " (start jobs that may safely run again through repeatable(n))"),
                member.toString());
    }

    private TimeoutException timeout(ClusterJob<?> job) {
        return new TimeoutException(job.name() + " did not end within its time limit of " + limit(job)
                + " and was stopped: give it more (within, jobTimeout), or less to do");
    }
}
