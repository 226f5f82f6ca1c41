package dev.footbridge.loop;

import dev.footbridge.internal.Closing;
import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Wake;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** How an event loop ends. */
final class LoopClosing extends Closing {

    private final Core core;

    LoopClosing(Core core) {
        super(core.loop.toString(), core.options.closeTimeout(), core.options.abortTimeout());
        this.core = core;
    }

    @Override
    protected boolean isOwnJob() {
        Strand strand = Strand.current();
        return (strand != null && strand.isIn(core.coroutines)) || core.foreignHere() != null;
    }

    @Override
    protected void whenEmpty(Signal signal) {
        core.entrance.whenEmpty(signal);
    }

    @Override
    protected void whenIdle(Signal signal) {
        core.entrance.whenIdle(signal);
    }

    @Override
    protected void evictResidents(String reason) {
        core.entrance.perform(() -> core.live.evict(reason));
    }

    /** A holder that is stuck in plain blocking code keeps the baton from us, so it is cancelled without it. */
    @Override
    protected void cancelAll(String reason) {
        core.abort(reason);
        core.entrance.perform(() -> core.live.all().forEach(job -> cancel(job, reason)));
        Strand holder = core.baton.holder();
        if (holder != null && holder.task() instanceof LoopJob<?> job && job.isOf(core)) {
            cancel(job, reason);
        }
    }

    private static void cancel(LoopJob<?> job, String reason) {
        if (!job.spared && !(job instanceof ResidentLoopJob<?>)) {
            job.cancel(reason);
        }
    }

    @Override
    protected void evictHolder(String reason) {
        Strand holder = core.baton.holder();
        if (holder != null && holder.task() instanceof ResidentLoopJob<?> housed && housed.isOf(core)) {
            housed.resident().evict(reason);
        }
    }

    @Override
    protected boolean tryFinish(Strand strand, long deadline) {
        ForeignLoop foreign = core.foreignHere();
        if (foreign != null) {
            return foreign.tryCloseHere();
        }
        Wake wake = core.callers.acquire(strand, deadline);
        if (wake != Wake.SIGNALLED) {
            if (wake == Wake.INTERRUPTED) {
                strand.thread().interrupt(); // for the next wait to meet
            }
            return wake == Wake.REFUSED;
        }
        boolean closed = core.entrance.tryClose();
        core.baton.dispatch();
        strand.takeSlot();
        return closed;
    }

    @Override
    protected void giveUp(String reason, Duration waited) {
        for (LoopJob<?> job : core.entrance.shut()) {
            if (!job.drop(reason) && !job.isDone()) {
                job.cancel(reason);
                job.abandon(reason);
                TimeoutException stuck = new TimeoutException(job.name() + " did not stop within " + waited
                        + " of being cancelled and goes on without an owner");
                Thread thread = job.runner();
                if (thread != null) {
                    stuck.setStackTrace(thread.getStackTrace());
                }
                core.failures.report(job.name(), stuck);
            }
        }
    }

    @Override
    protected void reportFailures() {
        core.steps.stop();
        core.failures.close();
    }
}
