package dev.footbridge.processes.pool;

import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.wire.StatusPage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker has to do, and how long its jobs take. Guarded by the {@link Board}. */
final class Load {

    /** How a worker is. */
    enum State {
        /** Not here yet. */
        STARTING,
        /** Takes jobs. */
        READY,
        /** Takes no more, and is told to end when it has none. */
        LEAVING,
        /** Told to end. */
        LEFT
    }

    /** Jobs are sent ahead for so long, so that a worker need not wait for its next one. */
    private static final long AHEAD = 1_000_000;
    private static final int MOST_AHEAD = 8;
    private static final int LIGHT_JOBS = 16;
    private static final int LIGHT_BYTES = 32 << 10;

    State state = State.STARTING;
    /** Jobs it was given so far. */
    int taken;
    long idleSince;
    boolean retires;
    private final Map<Long, Seat> seats = new LinkedHashMap<>();
    private final BitSet lines = new BitSet();
    private int counting;
    private int async;
    private long bytes;
    private long lastReply;
    /** When it was last given a job, or one ended. */
    private long lastMove;
    /** Nanoseconds between replies of late. */
    private long pace = AHEAD;
    /** Read by the owner without the guard, for a guess. */
    private volatile boolean light = true;

    boolean isEmpty() {
        return seats.isEmpty();
    }

    /** Blocking jobs, but for those that wait. */
    int counting() {
        return counting;
    }

    int async() {
        return async;
    }

    boolean hasLine() {
        return seats.size() < StatusPage.LINES;
    }

    /** How many blocking jobs may be with it at once: one, or several if they are short. */
    int depth() {
        return Math.clamp(AHEAD / Math.max(1, pace), 1, MOST_AHEAD);
    }

    List<Seat> seats() {
        return new ArrayList<>(seats.values());
    }

    @Nullable
    Seat seat(long id) {
        return seats.get(id);
    }

    Seat add(WorkerLink worker, PoolJob<?> job, boolean counts) {
        if (seats.isEmpty()) {
            lastReply = System.nanoTime();
        }
        Seat seat = new Seat(worker, job, lines.nextClearBit(0));
        lines.set(seat.line);
        seats.put(job.id, seat);
        seat.counts = counts;
        count(seat, 1);
        bytes += job.payload.length;
        taken++;
        lastMove = System.nanoTime();
        job.sentAt = lastMove;
        weigh();
        return seat;
    }

    void remove(Seat seat) {
        seats.remove(seat.job.id);
        lines.clear(seat.line);
        count(seat, -1);
        bytes -= seat.job.payload.length;
        lastMove = System.nanoTime();
        weigh();
    }

    private void weigh() {
        light = seats.size() <= LIGHT_JOBS && bytes <= LIGHT_BYTES;
    }

    /** Whether what it has fits into the channel without anybody reading. */
    boolean isLight() {
        return light;
    }

    private void count(Seat seat, int change) {
        if (seat.job.kind == Kind.ASYNC) {
            async += change;
        } else if (seat.counts && !seat.waits) {
            counting += change;
        }
    }

    /** A job gives its place back, or takes it again. */
    void waits(Seat seat, boolean waits) {
        count(seat, -1);
        seat.waits = waits;
        count(seat, 1);
    }

    /** Whether nothing has moved since then and the job that asks, zero if it is not known, holds its place. */
    boolean isStuck(long asking, long since) {
        Seat seat = seats.get(asking);
        return (state == State.READY || state == State.LEAVING) && hasLine() && since - lastMove >= 0
                && (seat == null || !seat.waits);
    }

    void replied() {
        long now = System.nanoTime();
        long took = now - lastReply;
        lastReply = now;
        pace = took > AHEAD ? took : (7 * pace + took) / 8;
    }
}
