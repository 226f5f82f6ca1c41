package dev.footbridge.cluster.submit;

import dev.footbridge.cluster.MemberStats;
import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.wire.Packet.Hello;
import dev.footbridge.processes.job.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member that runs jobs, as this submitter knows it. Guarded by the {@link Board}. */
final class Peer {

    /** For so long what a member said of its load is worth something. */
    private static final long FRESH = 100_000_000;
    /** Bytes on their way that fit without waiting, whatever the member has taken. */
    private static final long LIGHT = 256 << 10;
    /** How long the time that jobs take is remembered. */
    private static final long MEMORY = 10_000_000_000L;

    /** One kind of its slots. */
    static final class Side {
        private final int slots;
        private int running;
        private int others;
        private long heardAt;
        /** Whether the member knows that a slot is wanted. */
        boolean isWanting;
        boolean isNestedWanting;

        Side(int slots) {
            this.slots = slots;
        }
    }

    final MemberId id;
    final String where;
    final Line line;
    final long session;
    boolean isLeaving;
    private final Side blocking;
    private final Side async;
    private final Map<Long, ClusterJob<?>> jobs = new LinkedHashMap<>();
    private long number;
    private long bytes;
    private long ended;
    private long pace;
    private long pacedAt;

    Peer(MemberId id, String where, Line line, Hello hello) {
        this.id = id;
        this.where = where;
        this.line = line;
        this.session = hello.session();
        this.blocking = new Side(hello.blocking());
        this.async = new Side(hello.async());
        long now = System.nanoTime();
        heard(Kind.BLOCKING, hello.blockingTaken(), now);
        heard(Kind.ASYNC, hello.asyncTaken(), now);
    }

    Side side(Kind kind) {
        return kind == Kind.BLOCKING ? blocking : async;
    }

    /** Whether a slot seems to be free; while one is wanted the member says when it is. */
    boolean hasRoom(Kind kind, long now) {
        Side side = side(kind);
        return !isLeaving && !side.isWanting && side.running + others(side, now) < side.slots;
    }

    /** Whether it runs jobs of this kind at all. */
    boolean serves(Kind kind) {
        return !isLeaving && side(kind).slots > 0;
    }

    /** Whether a slot is to be asked for. */
    boolean isToBeAsked(Kind kind, boolean isNested) {
        Side side = side(kind);
        return !isLeaving && side.slots > 0 && (!side.isWanting || (isNested && !side.isNestedWanting));
    }

    void asked(Kind kind, boolean isNested) {
        Side side = side(kind);
        side.isWanting = true;
        side.isNestedWanting |= isNested;
    }

    /** The member has kept a slot, or one is not wanted any more. */
    void answered(Kind kind) {
        Side side = side(kind);
        side.isWanting = false;
        side.isNestedWanting = false;
    }

    private static int others(Side side, long now) {
        return now - side.heardAt > FRESH ? 0 : side.others;
    }

    /** How long a job would take here, by guess: the less, the better. */
    double cost(Kind kind, long now) {
        Side side = side(kind);
        double taken = (side.running + others(side, now) + 1.0) / side.slots;
        return now - pacedAt > MEMORY ? taken * 1e-6 : taken * Math.max(1, pace);
    }

    void heard(Kind kind, int others, long now) {
        Side side = side(kind);
        side.others = others;
        side.heardAt = now;
    }

    /** The number of the next job. */
    long add(ClusterJob<?> job) {
        jobs.put(job.id, job);
        side(job.kind).running++;
        bytes += job.payload.length;
        return ++number;
    }

    @Nullable
    ClusterJob<?> job(long id) {
        return jobs.get(id);
    }

    void remove(ClusterJob<?> job) {
        if (jobs.remove(job.id, job)) {
            side(job.kind).running--;
            bytes -= job.payload.length;
        }
    }

    void timed(long nanos, long now) {
        ended++;
        pace = now - pacedAt > MEMORY ? nanos : (3 * pace + nanos) / 4;
        pacedAt = now;
    }

    /** Whether sending takes no time, even when the member reads nothing. */
    boolean isLight() {
        return bytes <= LIGHT;
    }

    List<ClusterJob<?>> jobs() {
        return new ArrayList<>(jobs.values());
    }

    MemberStats stats() {
        return new MemberStats(id.toString(), where, blocking.slots, async.slots, jobs.size(),
                blocking.others, async.others, ended, pace / 1e6, isLeaving);
    }
}
