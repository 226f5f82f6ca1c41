package dev.footbridge.cluster.submit;

import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.net.Outgoing;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packet.Decline;
import dev.footbridge.cluster.wire.Packet.Run;
import dev.footbridge.cluster.wire.Packet.Want;
import dev.footbridge.processes.job.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which member gets which job, and when. Guarded by the {@link Board}. */
final class Dispatch {

    private final Submitter submitter;
    private final Map<MemberId, Peer> peers = new LinkedHashMap<>();
    private final Backlog backlog = new Backlog();
    private final Outgoing outgoing;

    Dispatch(Submitter submitter, Outgoing outgoing) {
        this.submitter = submitter;
        this.outgoing = outgoing;
    }

    Map<MemberId, Peer> peers() {
        return peers;
    }

    Backlog backlog() {
        return backlog;
    }

    /** The member with room where a job would end first, by guess. */
    @Nullable
    Peer best(Kind kind, long now) {
        return best(kind, now, peer -> peer.hasRoom(kind, now));
    }

    private @Nullable Peer best(Kind kind, long now, Predicate<Peer> may) {
        Peer best = null;
        for (Peer peer : peers.values()) {
            if (may.test(peer) && (best == null || peer.cost(kind, now) < best.cost(kind, now))) {
                best = peer;
            }
        }
        return best;
    }

    /**
     * Sends what can be sent, and asks for slots for the rest. An async job that another job waits for need not have a slot: that
     * one may wait by its stage alone, and holds its own.
     */
    void pump(Kind kind, long now) {
        for (ClusterJob<?> next = backlog.peek(kind); next != null; next = backlog.peek(kind)) {
            Peer free = best(kind, now);
            Peer peer = free == null && kind == Kind.ASYNC && next.isNested()
                    ? best(kind, now, each -> each.serves(kind))
                    : free;
            if (peer == null) {
                want(kind, next.isNested());
                return;
            }
            send(peer, next, free == null, now);
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

    void send(Peer peer, ClusterJob<?> job, boolean isExtra, long now) {
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

    /** A member keeps a slot. */
    void use(Peer peer, Kind kind, long now) {
        peer.answered(kind);
        ClusterJob<?> next = peer.isLeaving ? null : backlog.peek(kind);
        if (next != null) {
            send(peer, next, false, now);
        } else {
            post(peer, new Decline(kind));
        }
    }

    void post(Peer peer, Packet packet) {
        outgoing.put(peer.line, packet, peer.isLight());
    }
}
