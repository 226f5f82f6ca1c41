package dev.footbridge.threads;

import dev.footbridge.internal.Closing;
import dev.footbridge.internal.Resident;
import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** How a thread pool ends. */
final class PoolClosing extends Closing {

    private final Dispatch pool;
    private final Slots slots;

    PoolClosing(Dispatch pool, ThreadPoolOptions options) {
        super("thread pool '" + options.name() + "'", options.closeTimeout(), options.abortTimeout());
        this.pool = pool;
        this.slots = pool.slots();
    }

    @Override
    protected boolean isOwnJob() {
        return pool.isOwnThread();
    }

    @Override
    protected void whenIdle(Signal signal) {
        slots.whenIdle(signal);
    }

    @Override
    protected void evictResidents(String reason) {
        for (PoolJob<?> job : slots.live()) {
            Resident resident = job.resident();
            if (resident != null) {
                resident.evict(reason);
            }
        }
    }

    @Override
    protected void whenEmpty(Signal signal) {
        slots.whenEmpty(signal);
    }

    /** First those that have not begun: a place that comes free must not begin one of them. */
    @Override
    protected void cancelAll(String reason) {
        ordinary().forEach(job -> job.drop(reason));
        ordinary().forEach(job -> job.cancel(reason));
    }

    private Stream<PoolJob<?>> ordinary() {
        return slots.live().stream().filter(job -> job.resident() == null);
    }

    @Override
    protected boolean tryFinish(Strand strand, long deadline) {
        return slots.tryClose();
    }

    @Override
    protected void giveUp(String reason, Duration waited) {
        for (PoolJob<?> job : slots.live()) {
            if (!job.drop(reason) && !job.isDone()) {
                job.cancel(reason);
                job.abandon(reason);
                TimeoutException stuck = new TimeoutException(job.name()
                        + (waited.isZero()
                                ? " was abandoned"
                                : " did not stop within " + waited + " of being cancelled")
                        + " and goes on without an owner");
                Thread thread = job.thread();
                if (thread != null) {
                    stuck.setStackTrace(thread.getStackTrace());
                }
                pool.failures().report(job.name(), stuck);
            }
        }
    }

    @Override
    protected void reportFailures() {
        pool.failures().close();
    }
}
