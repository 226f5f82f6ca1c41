package dev.footbridge.processes.pool;

import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.ProcessPoolOptions;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.wire.Frame;
import dev.footbridge.processes.wire.FrameType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which worker gets which job, and when. Guarded by the {@link Board}. */
final class Dispatch {

    /** A job of this size at most is sent ahead. */
    private static final int SMALL = 4 << 10;

    private final LocalEngine engine;
    private final ProcessPoolOptions options;
    private final Roster roster;
    private final Tally tally;
    private final Backlog backlog = new Backlog();
    /** When to sweep next; {@link Long#MAX_VALUE} for never. */
    private long sweepAt = Long.MAX_VALUE;

    Dispatch(LocalEngine engine, ProcessPoolOptions options, Roster roster, Tally tally) {
        this.engine = engine;
        this.options = options;
        this.roster = roster;
        this.tally = tally;
    }

    Backlog backlog() {
        return backlog;
    }

    void queue(PoolJob<?> job) {
        job.queuedAt = System.nanoTime();
        backlog.add(job);
        startSome();
        if (job.isRelayed()) {
            sweepIn(Sweeper.PATIENCE);
        }
    }

    void startSome() {
        roster.start(backlog.size());
    }

    void send(WorkerLink worker, PoolJob<?> job, FrameType how) {
        roster.busy(worker);
        boolean blocking = job.kind == Kind.BLOCKING;
        Seat seat = worker.load().add(worker, job, blocking && how == FrameType.JOB);
        job.phase = PoolJob.Phase.SENT;
        job.seat = seat;
        worker.page().sent(seat.line, job.id);
        worker.add(new Frame(blocking ? how : FrameType.ASYNC_JOB, job.id, seat.line, job.payload));
        engine.canceling().watch(seat);
        if (worker.load().taken >= options.recycleAfter() && worker.load().state == Load.State.READY) {
            tally.recycled++;
            roster.retire(worker);
        }
    }

    /** A job is with its worker no more. */
    void unseat(Seat seat) {
        seat.worker.load().remove(seat);
        seat.job.seat = null;
        engine.canceling().unwatch(seat);
    }

    /** Gives a worker what it can take. */
    void fill(WorkerLink worker) {
        Load load = worker.load();
        while (load.state == Load.State.READY && load.hasLine()) {
            PoolJob<?> next = nextFor(load);
            if (next == null) {
                break;
            }
            send(worker, next, FrameType.JOB);
        }
        if (!load.isEmpty()) {
            return;
        }
        if (load.state == Load.State.LEAVING) {
            leave(worker);
        } else if (load.state == Load.State.READY && !stealFor(worker)) {
            if (roster.free(worker)) {
                sweepIn(engine.idleNanos());
            } else {
                leave(worker);
            }
        }
    }

    void leave(WorkerLink worker) {
        roster.leave(worker);
        startSome();
    }

    private @Nullable PoolJob<?> nextFor(Load load) {
        if (load.counting() == 0) {
            PoolJob<?> next = backlog.poll(Kind.BLOCKING);
            if (next != null) {
                return next;
            }
            int share = Math.max(1, (backlog.size(Kind.ASYNC) + load.async()) / Math.max(1, roster.limit()));
            PoolJob<?> first = backlog.peek(Kind.ASYNC);
            return first != null && (first.isRelayed() || load.async() < Math.min(options.concurrency(), share))
                    ? backlog.poll(Kind.ASYNC)
                    : null;
        }
        PoolJob<?> ahead = load.counting() < load.depth() && backlog.size(Kind.BLOCKING) > roster.all().size()
                ? backlog.peek(Kind.BLOCKING)
                : null;
        return ahead == null || ahead.payload.length > SMALL || engine.canceling().isTimed(ahead)
                ? null
                : backlog.poll(Kind.BLOCKING);
    }

    /** Takes a job that another worker has not begun. */
    private boolean stealFor(WorkerLink thief) {
        for (WorkerLink worker : roster.all()) {
            if (worker.load().counting() > 1) {
                for (Seat seat : worker.load().seats().reversed()) {
                    if (seat.counts && !seat.waits && seat.takeBack()) {
                        unseat(seat);
                        send(thief, seat.job, FrameType.JOB);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    // ---- what takes time

    private void sweepIn(long nanos) {
        long at = System.nanoTime() + Math.min(nanos, Long.MAX_VALUE >> 2);
        if (sweepAt == Long.MAX_VALUE || at - sweepAt < 0) {
            sweepAt = at;
            Ticker.at(at, () -> Thread.startVirtualThread(() -> engine.board().sweep()));
        }
    }

    void sweep() {
        long now = System.nanoTime();
        if (sweepAt != Long.MAX_VALUE && now - sweepAt >= 0) {
            sweepAt = Long.MAX_VALUE;
        }
        Sweeper sweeper = new Sweeper(now, engine.idleNanos());
        List<WorkerLink> late = sweeper.idleTooLong(roster.idle());
        late.forEach(this::leave);
        for (RelayedJob job : sweeper.keptWaiting(backlog)) {
            if (job.caller.load().isStuck(job.callerId, now - Sweeper.PATIENCE)) {
                backlog.remove(job);
                send(job.caller, job, FrameType.EXTRA_JOB);
                job.caller.ring();
            }
        }
        long next = sweeper.next(roster.idle(), backlog);
        if (next > 0) {
            sweepIn(next);
        }
    }
}
