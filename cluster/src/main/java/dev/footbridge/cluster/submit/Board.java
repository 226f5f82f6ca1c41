package dev.footbridge.cluster.submit;

import dev.footbridge.cluster.ClusterStats;
import dev.footbridge.cluster.MemberStats;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packet.Bounce;
import dev.footbridge.cluster.wire.Packet.Decline;
import dev.footbridge.cluster.wire.Packet.Reply;
import dev.footbridge.cluster.wire.Packet.Run;
import dev.footbridge.cluster.wire.Packet.Want;
import dev.footbridge.internal.Signal;
import dev.footbridge.processes.job.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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

    private final Submitter submitter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<MemberId, Peer> peers = new LinkedHashMap<>();
    private final Backlog backlog = new Backlog();
    private final Set<ClusterJob<?>> live = new LinkedHashSet<>();
    private final Tally tally = new Tally();
    private List<Signal> whenIdle = new ArrayList<>();
    private Mail mail = new Mail();
    private boolean shut;
    private long lastId;

    Board(Submitter submitter) {
        this.submitter = submitter;
    }

    /** What an action under the lock comes to, and what is to be sent after it. */
    record Done<T extends @Nullable Object>(T value, Mail mail) {}

    private <T extends @Nullable Object> Done<T> guarded(Function<Long, T> action) {
        lock.lock();
        try {
            T value = action.apply(System.nanoTime());
            Mail written = mail;
            if (!written.isEmpty()) {
                mail = new Mail();
            }
            return new Done<>(value, written);
        } finally {
            lock.unlock();
        }
    }

    private void post(Peer peer, Packet packet) {
        peer.line.add(packet);
        mail.to(peer);
    }

    // ---- jobs come

    Done<Entry> enter(ClusterJob<?> job, boolean mayQueue) {
        return guarded(now -> {
            if (shut) {
                return Entry.CLOSED;
            }
            Peer peer = best(job.kind, now);
            if (peer == null && !mayQueue) {
                tally.refused++;
                return Entry.REFUSED;
            }
            job.id = ++lastId;
            tally.started++;
            live.add(job);
            job.queuedAt = now;
            backlog.add(job);
            pump(job.kind, now);
            return Entry.TAKEN;
        });
    }

    /** The member with room where a job would end first, by guess. */
    private @Nullable Peer best(Kind kind, long now) {
        Peer best = null;
        for (Peer peer : peers.values()) {
            if (peer.hasRoom(kind, now) && (best == null || peer.cost(kind, now) < best.cost(kind, now))) {
                best = peer;
            }
        }
        return best;
    }

    /** Sends what can be sent, and asks for slots for the rest. */
    private void pump(Kind kind, long now) {
        for (ClusterJob<?> next = backlog.peek(kind); next != null; next = backlog.peek(kind)) {
            Peer peer = best(kind, now);
            if (peer == null) {
                want(kind, next.isNested());
                return;
            }
            send(peer, next, false, now);
        }
    }

    private void want(Kind kind, boolean isNested) {
        for (Peer peer : peers.values()) {
            if (peer.isToBeAsked(kind, isNested)) {
                peer.asked(kind, isNested);
                post(peer, new Want(kind, isNested));
            }
        }
    }

    private void send(Peer peer, ClusterJob<?> job, boolean isExtra, long now) {
        backlog.remove(job);
        long number = peer.add(job);
        job.phase = ClusterJob.Phase.SENT;
        job.peer = peer;
        job.attempt++;
        job.sentAt = now;
        ClusterJob<?> next = backlog.peek(job.kind);
        boolean wantsMore = next != null && !next.isNested() && !peer.hasRoom(job.kind, now)
                && peer.isToBeAsked(job.kind, false);
        if (wantsMore) {
            peer.asked(job.kind, false);
        }
        post(peer, new Run(peer.session, number, job.id, job.attempt, job.kind, job.isNested(), isExtra, wantsMore,
                job.name(), job.payload));
        submitter.sent(job);
    }

    /** Whether jobs are in the queue that other jobs wait for. */
    boolean hasNested() {
        return guarded(_ -> !backlog.nested().isEmpty()).value();
    }

    /**
     * Sends one of those to this member, for which it need not have a slot, if it has waited for so long and the job that
     * waits for it holds its own slot: it waits in a way that nobody can see.
     */
    Mail force(MemberId self, long patience) {
        return guarded(now -> {
            Peer peer = peers.get(self);
            for (ClusterJob<?> job : backlog.nested()) {
                if (peer != null && now - job.queuedAt >= patience && job.caller != null && !job.caller.isWaiting()) {
                    send(peer, job, true, now);
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
            Peer peer = peers.get(from);
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
                    use(peer, reply.kind(), now);
                }
                pump(reply.kind(), now);
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
            Peer peer = peers.get(from);
            ClusterJob<?> job = peer == null ? null : taken(peer, bounce.job(), bounce.attempt());
            if (peer == null || job == null) {
                return null;
            }
            tally.bounced++;
            peer.heard(bounce.kind(), bounce.others(), now);
            peer.asked(bounce.kind(), job.isNested());
            boolean given = job.request == null && !job.timedOut;
            if (given) {
                backlog.addFirst(job);
            } else {
                job.phase = ClusterJob.Phase.ENDED;
            }
            pump(bounce.kind(), now);
            return given ? null : job;
        });
    }

    Mail granted(MemberId from, Kind kind) {
        return guarded(now -> {
            Peer peer = peers.get(from);
            if (peer != null) {
                use(peer, kind, now);
                pump(kind, now);
            }
            return true;
        }).mail();
    }

    /** A member keeps a slot. */
    private void use(Peer peer, Kind kind, long now) {
        peer.answered(kind);
        ClusterJob<?> next = peer.isLeaving ? null : backlog.peek(kind);
        if (next != null) {
            send(peer, next, false, now);
        } else {
            post(peer, new Decline(kind));
        }
    }

    // ---- members come and go

    /** A member said who it is: a new one, or one that has forgotten what it had, whose jobs are returned. */
    Done<List<ClusterJob<?>>> joined(Peer peer) {
        return guarded(now -> {
            Peer before = peers.get(peer.id);
            if (before != null && before.session == peer.session) {
                return List.of();
            }
            peers.put(peer.id, peer);
            List<ClusterJob<?>> charged = before == null ? List.of() : lose(before);
            for (Kind kind : Kind.values()) {
                pump(kind, now);
            }
            return charged;
        });
    }

    /** The jobs that a lost member had and that are not to be sent again. */
    Done<List<ClusterJob<?>>> lost(MemberId member) {
        return guarded(now -> {
            Peer peer = peers.remove(member);
            List<ClusterJob<?>> charged = peer == null ? List.of() : lose(peer);
            for (Kind kind : Kind.values()) {
                pump(kind, now);
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
                backlog.addFirst(job);
            } else {
                job.phase = ClusterJob.Phase.ENDED;
                charged.addFirst(job);
            }
        }
        return charged;
    }

    void leaving(MemberId member) {
        Done<Boolean> _ = guarded(_ -> {
            Peer peer = peers.get(member);
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
                backlog.remove(job);
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
                post(peer, what.apply(job));
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
            return takeSignals();
        }).value();
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

    // ---- the end, and what there is

    void whenIdle(Signal signal) {
        guarded(_ -> {
            whenIdle.add(signal);
            return takeSignals();
        }).value().forEach(Signal::fire);
    }

    List<ClusterJob<?>> live() {
        return guarded(_ -> (List<ClusterJob<?>>) new ArrayList<>(live)).value();
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
        return guarded(_ -> (int) peers.values().stream().filter(peer -> !peer.isLeaving).count()).value();
    }

    ClusterStats stats(String cluster, String member, int serving) {
        return guarded(_ -> {
            List<MemberStats> members = peers.values().stream().map(Peer::stats).toList();
            int running = members.stream().mapToInt(MemberStats::running).sum();
            return new ClusterStats(cluster, member, members, running, backlog.size(), tally.started, tally.ended,
                    tally.refused, tally.lost, tally.retried, tally.bounced, tally.late, serving);
        }).value();
    }
}
