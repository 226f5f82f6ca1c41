package dev.footbridge.cluster.submit;

import dev.footbridge.cluster.ClusterStats;
import dev.footbridge.cluster.MemberStats;
import dev.footbridge.cluster.net.Mail;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.net.Outgoing;
import dev.footbridge.cluster.net.Outgoing.Done;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packet.Bounce;
import dev.footbridge.cluster.wire.Packet.Reply;
import dev.footbridge.internal.Signal;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.job.Living;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which job is where: in the backlog or with a member. One lock guards this and all that belongs to it; it is held for moments
 * only, and nothing is sent or waited for under it.
 *
 * <p>Jobs wait here and go to a member only when it has a slot for them: at once where one seems to be free, else when the
 * member, which was told that one is wanted, keeps one for this submitter. So fast members do more, new ones get work at
 * once, what has not begun can be cancelled here, and whatever a lost member had was begun by it as far as anybody knows.
 */
final class Board {

    /** What became of a job that came. */
    enum Entry {
        TAKEN, REFUSED, CLOSED
    }

    /** What became of a job that is not wanted any more. */
    enum Withdrawal {
        /** It had not been sent, and never will be. */
        TAKEN_BACK,
        /** A member has it. */
        RUNS,
        /** It had ended. */
        ENDED
    }

    private static final byte[] NOTHING = {};

    private final ReentrantLock lock = new ReentrantLock();
    private final Living<ClusterJob<?>> live = new Living<>();
    private final Tally tally = new Tally();
    private final Outgoing outgoing = new Outgoing();
    private final Dispatch dispatch;
    private boolean shut;
    private long lastId;

    Board(Submitter submitter) {
        this.dispatch = new Dispatch(submitter, outgoing);
    }

    private <T extends @Nullable Object> Done<T> guarded(LongFunction<T> action) {
        lock.lock();
        try {
            return outgoing.done(action.apply(System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    // ---- jobs come

    Done<Entry> enter(ClusterJob<?> job, boolean mayQueue) {
        return guarded(now -> {
            if (shut) {
                return Entry.CLOSED;
            }
            if (!mayQueue && dispatch.best(job.kind, now) == null) {
                tally.refused++;
                return Entry.REFUSED;
            }
            job.id = ++lastId;
            tally.started++;
            live.add(job);
            job.queuedAt = now;
            dispatch.backlog().add(job);
            dispatch.pump(job.kind, now);
            return Entry.TAKEN;
        });
    }

    /** Whether jobs are in the queue that other jobs wait for. */
    boolean hasNested() {
        return guarded(_ -> dispatch.backlog().hasNested()).value();
    }

    /**
     * Sends one of those to this member, for which it need not have a slot, if it has waited for so long and the job that
     * waits for it holds its own slot: it waits in a way that nobody can see.
     */
    Mail force(MemberId self, long patience) {
        return guarded(now -> {
            Peer peer = dispatch.peers().get(self);
            for (ClusterJob<?> job : dispatch.backlog().nested()) {
                if (peer != null && now - job.queuedAt >= patience && job.caller != null && !job.caller.isWaiting()) {
                    dispatch.send(peer, job, true, now);
                    break;
                }
            }
            return true;
        }).mail();
    }

    // ---- members speak

    /** The job that has ended, or null when it had been given up. */
    Done<@Nullable ClusterJob<?>> replied(MemberId from, Reply reply) {
        return guarded(now -> {
            Peer peer = dispatch.peers().get(from);
            ClusterJob<?> job = peer == null ? null : taken(peer, reply.job(), reply.attempt());
            if (job != null) {
                job.phase = ClusterJob.Phase.ENDED;
            } else {
                tally.late++;
            }
            if (peer != null) {
                peer.heard(reply.kind(), reply.others(), now);
                if (job != null) {
                    peer.timed(now - job.sentAt, now);
                }
                if (reply.isGranted()) {
                    dispatch.use(peer, reply.kind(), now);
                }
                dispatch.pump(reply.kind(), now);
            }
            return job;
        });
    }

    /** Takes from a member the job of this number, if it has this very attempt at it. */
    private static @Nullable ClusterJob<?> taken(Peer peer, long id, int attempt) {
        ClusterJob<?> job = peer.job(id);
        if (job == null || job.attempt != attempt) {
            return null;
        }
        peer.remove(job);
        job.peer = null;
        return job;
    }

    Done<@Nullable ClusterJob<?>> bounced(MemberId from, Bounce bounce) {
        return guarded(now -> {
            Peer peer = dispatch.peers().get(from);
            ClusterJob<?> job = peer == null ? null : taken(peer, bounce.job(), bounce.attempt());
            if (peer == null || job == null) {
                return null;
            }
            tally.bounced++;
            peer.heard(bounce.kind(), bounce.others(), now);
            peer.asked(bounce.kind(), job.isNested());
            boolean given = job.request == null && !job.timedOut;
            if (given) {
                dispatch.backlog().addFirst(job);
            } else {
                job.phase = ClusterJob.Phase.ENDED;
            }
            dispatch.pump(bounce.kind(), now);
            return given ? null : job;
        });
    }

    Mail granted(MemberId from, Kind kind) {
        return guarded(now -> {
            Peer peer = dispatch.peers().get(from);
            if (peer != null) {
                dispatch.use(peer, kind, now);
                dispatch.pump(kind, now);
            }
            return true;
        }).mail();
    }

    // ---- members come and go

    /** A member said who it is: a new one, or one that has forgotten what it had, whose jobs are returned. */
    Done<List<ClusterJob<?>>> joined(Peer peer) {
        return guarded(now -> {
            Peer before = dispatch.peers().get(peer.id);
            if (before != null && before.session == peer.session) {
                return List.of();
            }
            dispatch.peers().put(peer.id, peer);
            List<ClusterJob<?>> charged = before == null ? List.of() : lose(before);
            for (Kind kind : Kind.values()) {
                dispatch.pump(kind, now);
            }
            return charged;
        });
    }

    /** The jobs that a lost member had and that are not to be sent again. */
    Done<List<ClusterJob<?>>> lost(MemberId member) {
        return guarded(now -> {
            Peer peer = dispatch.peers().remove(member);
            List<ClusterJob<?>> charged = peer == null ? List.of() : lose(peer);
            for (Kind kind : Kind.values()) {
                dispatch.pump(kind, now);
            }
            return charged;
        });
    }

    private List<ClusterJob<?>> lose(Peer peer) {
        List<ClusterJob<?>> charged = new ArrayList<>();
        for (ClusterJob<?> job : peer.jobs().reversed()) {
            peer.remove(job);
            job.peer = null;
            tally.lost++;
            if (job.request == null && !job.timedOut && !shut && job.retried < job.terms.retries()) {
                job.retried++;
                tally.retried++;
                dispatch.backlog().addFirst(job);
            } else {
                job.phase = ClusterJob.Phase.ENDED;
                charged.addFirst(job);
            }
        }
        return charged;
    }

    void leaving(MemberId member) {
        Done<Boolean> _ = guarded(_ -> {
            Peer peer = dispatch.peers().get(member);
            if (peer != null) {
                peer.isLeaving = true;
            }
            return true;
        });
    }

    // ---- jobs go

    Withdrawal withdraw(ClusterJob<?> job) {
        return guarded(_ -> switch (job.phase) {
            case NEW, ENDED -> Withdrawal.ENDED;
            case QUEUED -> {
                dispatch.backlog().remove(job);
                job.phase = ClusterJob.Phase.ENDED;
                yield Withdrawal.TAKEN_BACK;
            }
            case SENT -> Withdrawal.RUNS;
        }).value();
    }

    /** Tells the member that has this job, and this attempt at it; any for zero. */
    Mail tell(ClusterJob<?> job, int attempt, Function<ClusterJob<?>, Packet> what) {
        return guarded(_ -> {
            Peer peer = job.peer;
            boolean isThere = peer != null && (attempt == 0 || attempt == job.attempt);
            if (peer != null && isThere) {
                dispatch.post(peer, what.apply(job));
            }
            return isThere;
        }).mail();
    }

    /** The member that has this job, in words. */
    String memberOf(ClusterJob<?> job) {
        return guarded(_ -> {
            Peer peer = job.peer;
            return peer == null ? "none" : "'" + peer.id + "'";
        }).value();
    }

    /** A job has settled. */
    void ended(ClusterJob<?> job) {
        List<Signal> told = guarded(_ -> {
            if (live.remove(job)) {
                tally.ended++;
            }
            job.payload = NOTHING;
            return live.due();
        }).value();
        told.forEach(Signal::fire);
    }

    // ---- the end, and what there is

    void whenIdle(Signal signal) {
        guarded(_ -> live.whenEmpty(signal)).value().forEach(Signal::fire);
    }

    List<ClusterJob<?>> live() {
        return guarded(_ -> live.all()).value();
    }

    /** Takes nothing more, unless there still are jobs. */
    boolean tryShut() {
        return guarded(_ -> shut |= live.isEmpty()).value();
    }

    void shut() {
        Done<Boolean> _ = guarded(_ -> shut = true);
    }

    /** How many members run jobs. */
    int size() {
        return guarded(_ -> (int) dispatch.peers().values().stream().filter(peer -> !peer.isLeaving).count()).value();
    }

    ClusterStats stats(String cluster, String member, int serving) {
        return guarded(_ -> {
            List<MemberStats> members = dispatch.peers().values().stream().map(Peer::stats).toList();
            int running = members.stream().mapToInt(MemberStats::running).sum();
            return new ClusterStats(cluster, member, members, running, dispatch.backlog().size(), tally.started,
                    tally.ended,
                    tally.refused, tally.lost, tally.retried, tally.bounced, tally.late, serving);
        }).value();
    }
}
