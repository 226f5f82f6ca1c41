package dev.footbridge.processes.pool;

import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.processes.job.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workers: started when there is something to do for them, the last one that came free used first. Guarded by the
 * {@link Board}.
 */
final class Roster {

    private final LocalEngine engine;
    private final ProcessPoolOptions options;
    private final Tally tally;
    private final Breaker breaker = new Breaker();
    private final List<WorkerLink> workers = new ArrayList<>();
    private final Deque<WorkerLink> idle = new ArrayDeque<>();
    private int limit;
    private boolean over;

    Roster(LocalEngine engine, ProcessPoolOptions options, Tally tally) {
        this.engine = engine;
        this.options = options;
        this.tally = tally;
        this.limit = options.workers();
    }

    int limit() {
        return limit;
    }

    List<WorkerLink> all() {
        return workers;
    }

    Deque<WorkerLink> idle() {
        return idle;
    }

    /** No more are started. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    // ---- coming

    /** Those that count against the limit. */
    int staying() {
        return count(Load.State.READY) + count(Load.State.STARTING);
    }

    private int count(Load.State state) {
        int count = 0;
        for (WorkerLink worker : workers) {
            if (worker.load().state == state) {
                count++;
            }
        }
        return count;
    }

    /** Those that will be there without anybody's doing. */
    int coming() {
        return limit - count(Load.State.READY);
    }

    /** Starts as many as so many waiting jobs are worth. */
    void start(int jobs) {
        if (over) {
            return;
        }
        int wanted = Math.min(limit - staying(), jobs - count(Load.State.STARTING));
        long pause = wanted > 0 ? breaker.pause(System.nanoTime()) : 0;
        if (pause > 0) {
            Ticker.at(System.nanoTime() + pause, () -> engine.board().startWorkers());
            return;
        }
        for (int i = 0; i < wanted; i++) {
            startOne();
        }
    }

    private void startOne() {
        WorkerLink worker = new WorkerLink(engine, options.name() + "-" + ++tally.launched);
        workers.add(worker);
        try {
            Thread.ofPlatform().daemon().name(worker.name() + "-owner").inheritInheritableThreadLocals(false)
                    .start(worker);
        } catch (Throwable noThread) {
            StartFailure failure = new StartFailure(
                    "worker '" + worker.name() + "' could not have a thread: " + noThread, false, noThread);
            Thread.startVirtualThread(() -> engine.board().startFailed(worker, failure));
        }
    }

    void ready(WorkerLink worker) {
        breaker.succeeded();
        worker.load().state = Load.State.READY;
    }

    /** Notes a failed start; how many there were in a row if that is enough, else zero. */
    int failed(WorkerLink worker, StartFailure failure) {
        workers.remove(worker);
        return breaker.failed(failure.isBySignal(), System.nanoTime()) ? breaker.failures() : 0;
    }

    // ---- working

    /** A worker that can take such a job at once; null when there is none, or another one is to be started for it. */
    @Nullable
    WorkerLink choose(PoolJob<?> job) {
        WorkerLink first = idle.peekFirst();
        if (first != null) {
            return first;
        }
        WorkerLink least = null;
        for (WorkerLink worker : workers) {
            Load load = worker.load();
            if (load.state == Load.State.READY && load.counting() == 0 && load.hasLine()
                    && (job.kind == Kind.BLOCKING || mayAdd(load, job))
                    && (least == null || load.async() < least.load().async())) {
                least = worker;
            }
        }
        return job.kind == Kind.BLOCKING && staying() < limit ? null : least;
    }

    /** Async jobs that async jobs wait for do not count, or those would wait for ever. */
    private boolean mayAdd(Load load, PoolJob<?> job) {
        return job.isRelayed() || load.async() < options.concurrency();
    }

    void busy(WorkerLink worker) {
        idle.remove(worker);
    }

    /** A worker has nothing to do; false when it is not needed any more. */
    boolean free(WorkerLink worker) {
        if (!idle.contains(worker)) {
            idle.addFirst(worker);
            worker.load().idleSince = System.nanoTime();
        }
        return staying() <= limit && !over;
    }

    // ---- going

    /** A worker takes nothing more. */
    void retire(WorkerLink worker) {
        idle.remove(worker);
        if (worker.load().state == Load.State.READY) {
            worker.load().state = Load.State.LEAVING;
        }
    }

    /** Tells a worker without a job to end. */
    void leave(WorkerLink worker) {
        idle.remove(worker);
        worker.load().state = Load.State.LEFT;
        Thread.startVirtualThread(worker::quit);
    }

    void gone(WorkerLink worker, Death death, boolean killed) {
        workers.remove(worker);
        idle.remove(worker);
        if (killed) {
            tally.killed++;
        } else if (worker.load().state != Load.State.LEFT) {
            tally.crashed++;
            tally.lastCrash = death.toString();
        }
    }

    void resize(int workersNow) {
        limit = workersNow;
        for (WorkerLink worker : List.copyOf(idle)) {
            if (staying() > limit) {
                leave(worker);
            }
        }
        for (WorkerLink worker : List.copyOf(workers)) {
            if (staying() > limit) {
                retire(worker);
            }
        }
    }
}
