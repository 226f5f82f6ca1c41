package dev.footbridge.loop;

import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Closing;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Wake;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** How an event loop ends. */
final class LoopClosing extends Closing {

    private final Baton baton;

    LoopClosing(EventLoopOptions options, Baton baton) {
        super("event loop '" + options.name() + "'", options.closeTimeout(), options.abortTimeout());
        this.baton = baton;
    }

    @Override
    protected boolean isOwnJob() {
        Strand strand = Strand.current();
        return strand != null && strand.host() == baton;
    }

    @Override
    protected void whenEmpty(Waiter waiter) {
        baton.whenEmpty(waiter);
    }

    /** A holder that is stuck in plain blocking code keeps the baton from us, so it is interrupted without it. */
    @Override
    protected void cancelAll(String reason) {
        baton.perform(() -> baton.live().all().forEach(job -> job.cancel(reason)));
        Strand holder = baton.holder();
        if (holder != null && holder.thread() != Thread.currentThread()) {
            holder.interruptHolder(baton, Cancel.interrupting(reason));
        }
    }

    @Override
    protected boolean tryFinish() {
        if (baton.acquire(Strand.here()) != Wake.SIGNALLED) {
            return true;
        }
        boolean closed = baton.tryClose();
        baton.giveBack();
        return closed;
    }

    @Override
    protected void giveUp(String reason, Duration waited) {
        Strand holder = baton.holder();
        for (LoopJob<?> job : baton.shut()) {
            if (!job.drop(reason) && !job.isDone()) {
                job.abandon(reason);
                TimeoutException stuck = new TimeoutException(job.name() + " did not stop within " + waited
                        + " of being cancelled and goes on without an owner");
                if (holder != null) {
                    stuck.setStackTrace(holder.thread().getStackTrace());
                }
                baton.failures().report(job.name(), stuck);
            }
        }
    }

    @Override
    protected void reportFailures() {
        baton.failures().close();
    }
}
