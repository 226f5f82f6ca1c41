package dev.footbridge.processes.pool;

import dev.footbridge.internal.Closing;
import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Strand;
import dev.footbridge.processes.ProcessPoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** How a process pool ends. */
final class PoolEnd extends Closing {

    private final LocalEngine engine;

    PoolEnd(LocalEngine engine, ProcessPoolOptions options) {
        super("process pool '" + options.name() + "'", options.closeTimeout(), options.abortTimeout());
        this.engine = engine;
    }

    /** Its jobs run in other JVMs. */
    @Override
    protected boolean isOwnJob() {
        return false;
    }

    @Override
    protected void whenIdle(Signal signal) {
        engine.board().whenIdle(signal);
    }

    @Override
    protected void whenEmpty(Signal signal) {
        engine.board().whenIdle(signal);
    }

    /** A body that stays cannot be sent to a worker. */
    @Override
    protected void evictResidents(String reason) {}

    /** First those that have not begun, the last ones first: a worker that comes free must not begin one of them. */
    @Override
    protected void cancelAll(String reason) {
        engine.board().live().reversed().forEach(job -> job.drop(reason));
        engine.board().live().forEach(job -> job.cancel(reason));
    }

    @Override
    protected boolean tryFinish(Strand strand, long deadline) {
        return engine.board().tryShut();
    }

    @Override
    protected void giveUp(String reason, Duration waited) {
        engine.board().shut();
        for (PoolJob<?> job : engine.board().live()) {
            WorkerLink worker = engine.board().workerOf(job);
            if (worker != null) {
                worker.kill("the pool was closed and a job did not stop");
            }
            job.stopWith(reason);
            engine.failures().report(job.name(), new TimeoutException(job.name() + " did not stop within " + waited
                    + " of being cancelled"
                    + (worker == null ? "" : "; its worker '" + worker.name() + "' was killed")));
            engine.board().ended(job);
        }
    }

    @Override
    protected void reportFailures() {
        engine.failures().close();
    }
}
