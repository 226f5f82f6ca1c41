package dev.footbridge.cluster.submit;

import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.internal.Closing;
import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** How a member ends: once the jobs have ended that it started, and those that run in it. */
public final class SubmitEnd extends Closing {

    private final Submitter submitter;
    private final Guests guests;

    SubmitEnd(Submitter submitter, Guests guests, ClusterOptions options) {
        super("cluster '" + options.name() + "'", options.closeTimeout(), options.abortTimeout());
        this.submitter = submitter;
        this.guests = guests;
    }

    /** Whether the calling code is one of the jobs that run here. */
    public boolean isByOwnJob() {
        return guests.isCalling();
    }

    @Override
    protected boolean isOwnJob() {
        return isByOwnJob();
    }

    /** Jobs that run here may start others until they end. */
    @Override
    protected void whenIdle(Signal signal) {
        guests.whenIdle(() -> submitter.board().whenIdle(() -> {
            if (guests.isIdle()) {
                signal.fire();
            } else {
                whenIdle(signal);
            }
        }));
    }

    @Override
    protected void whenEmpty(Signal signal) {
        whenIdle(signal);
    }

    /** A body that stays cannot be sent. */
    @Override
    protected void evictResidents(String reason) {}

    /** First those that have not been sent, the last ones first: a slot that comes free must not go to one of them. */
    @Override
    protected void cancelAll(String reason) {
        submitter.board().live().reversed().forEach(job -> job.drop(reason));
        submitter.board().live().forEach(job -> job.cancel(reason));
        guests.cancelAll(reason);
    }

    @Override
    protected boolean tryFinish(Strand strand, long deadline) {
        return guests.isIdle() && submitter.board().tryShut();
    }

    @Override
    protected void giveUp(String reason, Duration waited) {
        submitter.board().shut();
        for (ClusterJob<?> job : submitter.board().live()) {
            job.stopWith(reason);
            submitter.failures().report(job.name(), new TimeoutException(job.name() + " did not stop within " + waited
                    + " of being cancelled; the member that has it: " + submitter.board().memberOf(job)));
            submitter.ended(job);
        }
        for (String name : guests.giveUp()) {
            submitter.failures().report(name, new TimeoutException(name + " did not stop within " + waited
                    + " of being cancelled: its thread goes on"));
        }
    }

    @Override
    protected void reportFailures() {
        submitter.failures().close();
    }
}
