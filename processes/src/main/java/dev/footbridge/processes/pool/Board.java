package dev.footbridge.processes.pool;

import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.processes.ProcessPoolStats;
import dev.footbridge.processes.WorkerStartException;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which job is where: in the backlog or with a worker. One lock guards it all, and is held for moments only. */
final class Board {

    /** What became of a job that came. */
    enum Entry {
        TAKEN, REFUSED, CLOSED
    }

    /** A job of this size at most is sent ahead. */
    private static final int SMALL = 4 << 10;
    /**
     * So many workers may die that were about to begin a job, and no other, before it is charged: a worker may die of
     * receiving it.
     */
    private static final int SUSPICIONS = 3;

    private final LocalEngine engine;
    private final ProcessPoolOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition noWorkers = lock.newCondition();
    private final Backlog backlog = new Backlog();
    private final Set<PoolJob<?>> live = new LinkedHashSet<>();
    private final List<WorkerLink> workers = new ArrayList<>();
    private final Deque<WorkerLink> idle = new ArrayDeque<>();
    private final Breaker breaker = new Breaker();
    private final Tally tally = new Tally();
    private List<Signal> whenIdle = new ArrayList<>();
    private int limit;
    private boolean shut;
    /** When to sweep next; {@link Long#MAX_VALUE} for never. */
    private long sweepAt = Long.MAX_VALUE;
    private long lastId;

    Board(LocalEngine engine, ProcessPoolOptions options) {
        this.engine = engine;
        this.options = options;
        this.limit = options.workers();
    }

    private <T> T guarded(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void guard(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    // ---- jobs come

    Entry enter(PoolJob<?> job, int queueLimit) {
        WorkerLink worker;
        lock.lock();
        try {
            if (shut) {
                return Entry.CLOSED;
            }
            worker = choose(job.kind);
            if (worker == null && !job.isRelayed() && backlog.size() - coming() >= queueLimit) {
                tally.refused++;
                return Entry.REFUSED;
            }
            job.id = ++lastId;
            tally.started++;
            live.add(job);
            if (worker != null) {
                send(worker, job, FrameType.JOB);
            } else {
                job.queuedAt = System.nanoTime();
                backlog.add(job);
                startSome();
                if (job.isRelayed()) {
                    sweepIn(Sweeper.PATIENCE);
                }
            }
        } finally {
            lock.unlock();
        }
        if (worker != null) {
            worker.ring();
        }
        return Entry.TAKEN;
    }

    /** Workers that will be there without anybody's doing. */
    private int coming() {
        return limit - (int) workers.stream().filter(worker -> worker.load().state == Load.State.READY).count();
    }

    private @Nullable WorkerLink choose(Kind kind) {
        WorkerLink first = idle.peekFirst();
        if (first != null) {
            return first;
        }
        WorkerLink least = null;
        for (WorkerLink worker : workers) {
            Load load = worker.load();
            if (load.state == Load.State.READY && load.counting() == 0 && load.hasLine()
                    && (kind == Kind.BLOCKING || load.async() < options.concurrency())
                    && (least == null || load.async() < least.load().async())) {
                least = worker;
            }
        }
        return kind == Kind.BLOCKING && staying() < limit ? null : least;
    }

    private int staying() {
        int staying = 0;
        for (WorkerLink worker : workers) {
            if (worker.load().state == Load.State.READY || worker.load().state == Load.State.STARTING) {
                staying++;
            }
        }
        return staying;
    }

    private void send(WorkerLink worker, PoolJob<?> job, FrameType how) {
        idle.remove(worker);
        boolean blocking = job.kind == Kind.BLOCKING;
        Seat seat = worker.load().add(worker, job, blocking && how == FrameType.JOB);
        job.phase = PoolJob.Phase.SENT;
        job.seat = seat;
        worker.page().sent(seat.line, job.id);
        worker.add(new Frame(blocking ? how : FrameType.ASYNC_JOB, job.id, seat.line, job.payload));
        engine.canceling().watch(seat);
        if (worker.load().taken >= options.recycleAfter()) {
            worker.load().state = Load.State.LEAVING;
            tally.recycled++;
        }
    }

    /** Gives a worker what it can take. */
    private void fill(WorkerLink worker) {
        Load load = worker.load();
        while (load.state == Load.State.READY && load.hasLine()) {
            PoolJob<?> next = nextFor(load);
            if (next == null) {
                break;
            }
            send(worker, next, FrameType.JOB);
        }
        if (load.state == Load.State.READY && load.isEmpty() && !idle.contains(worker)) {
            if (!stealFor(worker)) {
                idle.addFirst(worker);
                load.idleSince = System.nanoTime();
                if (staying() > limit || (shut && live.isEmpty())) {
                    leave(worker);
                } else {
                    sweepIn(engine.idleNanos());
                }
            }
        } else if (load.state == Load.State.LEAVING && load.isEmpty()) {
            leave(worker);
        }
    }

    private @Nullable PoolJob<?> nextFor(Load load) {
        if (load.counting() == 0) {
            PoolJob<?> next = backlog.poll(Kind.BLOCKING);
            if (next != null) {
                return next;
            }
            int share = Math.max(1, (backlog.size(Kind.ASYNC) + load.async()) / Math.max(1, limit));
            return load.async() < Math.min(options.concurrency(), share) ? backlog.poll(Kind.ASYNC) : null;
        }
        PoolJob<?> ahead = load.counting() < load.depth() && backlog.size(Kind.BLOCKING) > workers.size()
                ? backlog.peek(Kind.BLOCKING)
                : null;
        return ahead == null || ahead.payload.length > SMALL || engine.canceling().isTimed(ahead)
                ? null
                : backlog.poll(Kind.BLOCKING);
    }

    /** Takes a job that another worker has not begun. */
    private boolean stealFor(WorkerLink thief) {
        for (WorkerLink worker : workers) {
            if (worker.load().counting() > 1) {
                List<Seat> seats = worker.load().seats();
                for (Seat seat : seats.reversed()) {
                    if (seat.counts && !seat.waits && seat.takeBack()) {
                        worker.load().remove(seat);
                        send(thief, seat.job, FrameType.JOB);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    // ---- workers come

    void startWorkers() {
        guard(this::startSome);
    }

    private void startSome() {
        if (shut && live.isEmpty()) {
            return;
        }
        int starting = (int) workers.stream().filter(worker -> worker.load().state == Load.State.STARTING).count();
        int wanted = Math.min(limit - staying(), backlog.size() - starting);
        long pause = wanted > 0 ? breaker.pause(System.nanoTime()) : 0;
        if (pause > 0) {
            Ticker.at(System.nanoTime() + pause, this::startWorkers);
            return;
        }
        for (int i = 0; i < wanted; i++) {
            WorkerLink worker = new WorkerLink(engine, options.name() + "-" + ++tally.launched);
            workers.add(worker);
            try {
                Thread.ofPlatform().daemon().name(worker.name() + "-owner").inheritInheritableThreadLocals(false)
                        .start(worker);
            } catch (Throwable noThread) {
                Thread.startVirtualThread(() -> startFailed(worker, new StartFailure(
                        "worker '" + worker.name() + "' could not have a thread: " + noThread, false, noThread)));
            }
        }
    }

    void ready(WorkerLink worker) {
        guard(() -> {
            breaker.succeeded();
            worker.load().state = Load.State.READY;
            fill(worker);
        });
    }

    void startFailed(WorkerLink worker, StartFailure failure) {
        List<PoolJob<?>> lost = guarded(() -> {
            workers.remove(worker);
            noWorkers.signalAll();
            boolean broken = breaker.failed(failure.isBySignal(), System.nanoTime());
            List<PoolJob<?>> all = broken ? backlog.drain() : List.<PoolJob<?>>of();
            all.forEach(job -> job.phase = PoolJob.Phase.ENDED);
            startSome();
            return all;
        });
        for (PoolJob<?> job : lost) {
            Throwable cause = failure.getCause();
            job.failWith(new WorkerStartException("process pool '" + options.name() + "' cannot run " + job.name()
                    + ": " + breaker.failures() + " starts of a worker failed in a row. The last: "
                    + failure.getMessage()
                    + ". See to that (jvmOptions, heap, environment, initializer); the next job is another try",
                    cause == null ? failure : cause));
            ended(job);
        }
    }

    // ---- workers speak

    @Nullable
    PoolJob<?> replied(WorkerLink worker, long id) {
        return guarded(() -> {
            Seat seat = worker.load().seat(id);
            if (seat == null) {
                return null;
            }
            worker.load().replied();
            end(seat);
            fill(worker);
            return seat.job;
        });
    }

    private void end(Seat seat) {
        seat.worker.load().remove(seat);
        seat.job.phase = PoolJob.Phase.ENDED;
        seat.job.seat = null;
        engine.canceling().unwatch(seat);
    }

    /** The job of this number that the worker has. */
    @Nullable
    PoolJob<?> jobOf(WorkerLink worker, long id) {
        return guarded(() -> {
            Seat seat = worker.load().seat(id);
            return seat == null ? null : seat.job;
        });
    }

    void waits(WorkerLink worker, long id) {
        guard(() -> {
            Seat seat = worker.load().seat(id);
            if (seat != null && !seat.waits) {
                worker.load().waits(seat, true);
                fill(worker);
            }
        });
    }

    void goesOn(WorkerLink worker, long id) {
        guard(() -> {
            Seat seat = worker.load().seat(id);
            if (seat != null && seat.waits) {
                worker.load().waits(seat, false);
            }
        });
    }

    void retire(WorkerLink worker) {
        guard(() -> {
            if (worker.load().state == Load.State.READY) {
                idle.remove(worker);
                tally.recycled++;
                worker.load().state = Load.State.LEAVING;
                fill(worker);
                startSome();
            }
        });
    }

    // ---- workers go

    private void leave(WorkerLink worker) {
        idle.remove(worker);
        worker.load().state = Load.State.LEFT;
        Thread.startVirtualThread(worker::quit);
        startSome();
    }

    /** A worker has died: what it had not begun is for others; the rest is returned. */
    List<PoolJob<?>> gone(WorkerLink worker, Death death, boolean killed) {
        return guarded(() -> {
            Load load = worker.load();
            workers.remove(worker);
            idle.remove(worker);
            if (killed) {
                tally.killed++;
            } else if (load.state != Load.State.LEFT) {
                tally.crashed++;
                tally.lastCrash = death.toString();
            }
            List<PoolJob<?>> begun = new ArrayList<>();
            List<Seat> seats = load.seats();
            boolean quiet = !killed && seats.stream().noneMatch(Seat::hasBegun);
            for (Seat seat : seats.reversed()) {
                boolean charged = seat.hasBegun()
                        || (quiet && seat == seats.getFirst() && ++seat.job.suspected >= SUSPICIONS);
                end(seat);
                if (charged || seat.job.request != null || seat.job.timedOut) {
                    begun.addFirst(seat.job);
                } else {
                    backlog.addFirst(seat.job);
                }
            }
            noWorkers.signalAll();
            startSome();
            return begun;
        });
    }

    /** Whether workers die of receiving this job. */
    boolean isSuspected(PoolJob<?> job) {
        return guarded(() -> job.suspected >= SUSPICIONS);
    }

    /** Puts a job back whose worker died, if it may be begun again; false when it may not. */
    boolean retry(PoolJob<?> job) {
        return guarded(() -> {
            if (job.retried >= job.terms.retries() || shut) {
                return false;
            }
            job.retried++;
            tally.retried++;
            backlog.addFirst(job);
            startSome();
            return true;
        });
    }

    void resize(int workersNow) {
        guard(() -> {
            limit = workersNow;
            for (WorkerLink worker : List.copyOf(idle)) {
                if (staying() > limit) {
                    leave(worker);
                }
            }
            for (WorkerLink worker : List.copyOf(workers)) {
                if (staying() > limit && worker.load().state == Load.State.READY) {
                    worker.load().state = Load.State.LEAVING;
                }
            }
            startSome();
        });
    }

    // ---- what takes time

    private void sweepIn(long nanos) {
        long at = System.nanoTime() + Math.min(nanos, Long.MAX_VALUE >> 2);
        if (sweepAt == Long.MAX_VALUE || at - sweepAt < 0) {
            sweepAt = at;
            Ticker.at(at, () -> Thread.startVirtualThread(this::sweep));
        }
    }

    private void sweep() {
        guard(() -> {
            long now = System.nanoTime();
            if (sweepAt != Long.MAX_VALUE && now - sweepAt >= 0) {
                sweepAt = Long.MAX_VALUE;
            }
            Sweeper sweeper = new Sweeper(now, engine.idleNanos());
            for (WorkerLink worker : sweeper.idleTooLong(idle)) {
                leave(worker);
            }
            for (RelayedJob job : sweeper.keptWaiting(backlog)) {
                if (job.caller.load().isStuck(job.callerId, now - Sweeper.PATIENCE)) {
                    backlog.remove(job);
                    send(job.caller, job, FrameType.EXTRA_JOB);
                    job.caller.ring();
                }
            }
            long next = sweeper.next(idle, backlog);
            if (next > 0) {
                sweepIn(next);
            }
        });
    }

    // ---- jobs go

    /** What became of a job that is not wanted any more. */
    enum Withdrawal {
        /** It had not begun, and never will. */
        TAKEN_BACK,
        /** It has begun. */
        RUNS,
        /** It had ended. */
        ENDED
    }

    Withdrawal withdraw(PoolJob<?> job) {
        return guarded(() -> switch (job.phase) {
            case NEW, ENDED -> Withdrawal.ENDED;
            case QUEUED -> {
                backlog.remove(job);
                job.phase = PoolJob.Phase.ENDED;
                yield Withdrawal.TAKEN_BACK;
            }
            case SENT -> {
                Seat seat = job.seat;
                if (seat == null || !seat.takeBack()) {
                    yield Withdrawal.RUNS;
                }
                end(seat);
                fill(seat.worker);
                seat.worker.ring();
                yield Withdrawal.TAKEN_BACK;
            }
        });
    }

    /** The worker that has this job; null when none does. */
    @Nullable
    WorkerLink workerOf(PoolJob<?> job) {
        return guarded(() -> {
            Seat seat = job.seat;
            return seat == null ? null : seat.worker;
        });
    }

    /** A job has settled. */
    void ended(PoolJob<?> job) {
        List<Signal> told = guarded(() -> {
            if (live.remove(job)) {
                tally.ended++;
            }
            return takeSignals();
        });
        told.forEach(Signal::fire);
    }

    private List<Signal> takeSignals() {
        if (!live.isEmpty() || whenIdle.isEmpty()) {
            return List.of();
        }
        List<Signal> told = whenIdle;
        whenIdle = new ArrayList<>();
        return told;
    }

    // ---- the end

    void whenIdle(Signal signal) {
        guarded(() -> {
            whenIdle.add(signal);
            return takeSignals();
        }).forEach(Signal::fire);
    }

    List<PoolJob<?>> live() {
        return guarded(() -> List.copyOf(live));
    }

    /** Takes nothing more, unless there still are jobs. */
    boolean tryShut() {
        return guarded(() -> {
            shut |= live.isEmpty();
            return shut;
        });
    }

    void shut() {
        guard(() -> shut = true);
    }

    /** Tells all workers to end. */
    List<WorkerLink> dismiss() {
        return guarded(() -> {
            workers.stream().filter(worker -> worker.load().state != Load.State.STARTING).toList().forEach(this::leave);
            return List.copyOf(workers);
        });
    }

    /** Waits until no worker is left; false when the time is up. */
    boolean awaitNoWorkers(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!workers.isEmpty() && left > 0) {
                left = noWorkers.awaitNanos(left);
            }
            return workers.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    ProcessPoolStats stats() {
        return guarded(() -> {
            int running = 0;
            int ahead = 0;
            for (WorkerLink worker : workers) {
                for (Seat seat : worker.load().seats()) {
                    if (seat.hasBegun()) {
                        running++;
                    } else {
                        ahead++;
                    }
                }
            }
            return tally.stats(options.name(), limit, workers.size(), idle.size(), running, backlog.size() + ahead);
        });
    }
}
