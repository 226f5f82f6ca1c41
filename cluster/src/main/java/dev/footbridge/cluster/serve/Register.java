package dev.footbridge.cluster.serve;

import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.net.Outgoing;
import dev.footbridge.cluster.net.Outgoing.Done;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packet.Bounce;
import dev.footbridge.cluster.wire.Packet.Grant;
import dev.footbridge.cluster.wire.Packet.Leaving;
import dev.footbridge.cluster.wire.Packet.Reply;
import dev.footbridge.cluster.wire.Packet.Run;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.job.Living;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who has which session, which jobs run here, and who has the slots. One lock guards this and all that belongs to it;
 * nothing is run, sent or waited for under it.
 */
final class Register {

    private final Supplier<MemberId> self;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<MemberId, Session> sessions = new HashMap<>();
    private final Slots blocking;
    private final Slots async;
    private final Living<Guest> guests = new Living<>();
    private final Outgoing outgoing = new Outgoing();
    /** When a job last began, waited, went on or ended. */
    private long lastMove;
    private boolean sweeps;
    private boolean leaving;

    Register(Supplier<MemberId> self, int blockingSlots, int asyncSlots) {
        this.self = self;
        this.blocking = new Slots(blockingSlots);
        this.async = new Slots(asyncSlots);
    }

    private <T extends @Nullable Object> Done<T> guarded(Supplier<T> action) {
        lock.lock();
        try {
            return outgoing.done(action.get());
        } finally {
            lock.unlock();
        }
    }

    /** What is said to a submitter; its receiver may be slow to take what came of its jobs. */
    private void post(Line line, Packet packet) {
        outgoing.put(line, packet, false);
    }

    private Slots slots(Kind kind) {
        return kind == Kind.BLOCKING ? blocking : async;
    }

    // ---- submitters come and go

    /** A submitter has this session from now on. */
    void open(Session session) {
        boolean _ = guarded(() -> sessions.put(session.submitter, session) == null).value();
    }

    @Nullable
    Session session(MemberId submitter) {
        return guarded(() -> sessions.get(submitter)).value();
    }

    /** A submitter is lost: the jobs that ran for it. */
    Done<List<Guest>> lost(MemberId submitter) {
        return guarded(() -> {
            Session session = sessions.remove(submitter);
            if (session == null) {
                return List.of();
            }
            session.isOver = true;
            for (Kind kind : Kind.values()) {
                slots(kind).forget(submitter);
                giveAway(kind);
            }
            return session.guests();
        });
    }

    // ---- jobs come and go

    /** Takes a job that is to run; null when it is sent back, or known already. */
    Done<@Nullable Guest> take(MemberId from, Run run) {
        return guarded(() -> {
            Session session = sessions.get(from);
            if (session == null || session.nonce != run.session() || !session.seen.first(run.number())) {
                return null; // of another time, or sent again: who sent it knows better, or is nobody
            }
            Slots slots = slots(run.kind());
            boolean isOwn = from.equals(self.get());
            Guest guest = null;
            if (run.isExtra() && (isOwn || run.kind() == Kind.ASYNC) && (!leaving || isOwn)) {
                slots.force(from);
                guest = new Guest(session, run);
            } else if ((!leaving || isOwn) && slots.take(from)) {
                guest = new Guest(session, run);
            } else {
                slots.want(from, run.isNested());
                post(session.line, new Bounce(run.job(), run.attempt(), run.kind(), slots.others(from)));
            }
            if (guest != null) {
                session.add(guest);
                guests.add(guest);
                lastMove = System.nanoTime();
            }
            if (run.wantsMore()) {
                slots.want(from, false);
            }
            giveAway(run.kind());
            return guest;
        });
    }

    /** Says what runs a job; returns a cancel that came before. */
    @Nullable
    Cancel runs(Guest guest, Promise<?> task) {
        return guarded(() -> guest.runs(task)).value();
    }

    /** This attempt at this job, if it runs here. */
    @Nullable
    Guest find(MemberId from, long job, int attempt) {
        return guarded(() -> {
            Session session = sessions.get(from);
            Guest found = session == null ? null : session.guest(job);
            return found == null || found.attempt != attempt ? null : found;
        }).value();
    }

    /** What runs a job that is to be cancelled; null when that is not known yet, and will hear of it. */
    @Nullable
    Promise<?> toCancel(Guest guest, Cancel request) {
        return guarded(() -> guest.toCancel(request)).value();
    }

    /** A job has ended; the signals for those that wait until there is none. */
    Done<List<Signal>> finish(Guest guest, Bodies.Ended ended) {
        return guarded(() -> {
            MemberId submitter = guest.session.submitter;
            lastMove = System.nanoTime();
            guest.session.remove(guest);
            if (guests.remove(guest)) {
                Slots slots = slots(guest.kind);
                slots.free(submitter);
                boolean isGranted = giveAway(guest.kind, submitter);
                if (!guest.session.isOver) {
                    post(guest.session.line, new Reply(guest.id, guest.attempt, guest.kind, isGranted, ended.end(),
                            slots.others(submitter), ended.body()));
                }
            }
            return guests.due();
        });
    }

    // ---- slots

    /** A job waits: its slot is free meanwhile. */
    Done<Boolean> waits(Guest guest) {
        return guarded(() -> {
            lastMove = System.nanoTime();
            guest.setWaiting(true);
            slots(guest.kind).free(guest.session.submitter);
            return giveAway(guest.kind);
        });
    }

    /** A job goes on: true if it has a slot at once, else it is told when it has. */
    boolean goesOn(Guest guest, Slots.Return told) {
        return guarded(() -> {
            lastMove = System.nanoTime();
            guest.setWaiting(false);
            return slots(guest.kind).goOn(guest.session.submitter, told);
        }).value();
    }

    private boolean giveAway(Kind kind) {
        return giveAway(kind, null);
    }

    /** Gives free slots away; whether one is kept for this submitter, who need not be told by a packet of its own. */
    private boolean giveAway(Kind kind, @Nullable MemberId hears) {
        Slots slots = slots(kind);
        boolean heard = false;
        long now = System.nanoTime();
        for (MemberId next = slots.next(now); next != null; next = slots.next(now)) {
            Session session = sessions.get(next);
            if (!heard && Objects.equals(next, hears)) {
                heard = true;
            } else if (session == null) {
                slots.decline(next);
            } else {
                post(session.line, new Grant(kind));
            }
        }
        if (slots.isHeldUp() && !sweeps) {
            sweeps = true;
            Ticker.at(now + Slots.KEPT, () -> Thread.startVirtualThread(() -> sweep().mail().sendHere()));
        }
        return heard;
    }

    private Done<Boolean> sweep() {
        return guarded(() -> {
            sweeps = false;
            for (Kind kind : Kind.values()) {
                giveAway(kind);
            }
            return true;
        });
    }

    /** A submitter wants a slot. */
    Done<Boolean> want(MemberId from, Kind kind, boolean isNested) {
        return guarded(() -> {
            if (sessions.containsKey(from) && (!leaving || from.equals(self.get()))) {
                slots(kind).want(from, isNested);
            }
            return giveAway(kind);
        });
    }

    /** A submitter does not want the slot that is kept for it. */
    Done<Boolean> declined(MemberId from, Kind kind) {
        return guarded(() -> {
            slots(kind).decline(from);
            return giveAway(kind);
        });
    }

    /** How many slots there are of a kind, and how many are taken. */
    record Use(int slots, int taken) {}

    Use use(Kind kind) {
        return guarded(() -> new Use(slots(kind).capacity(), slots(kind).busy())).value();
    }

    // ---- the end

    /** Takes no more from others, and tells them. */
    Done<Boolean> leave() {
        return guarded(() -> {
            leaving = true;
            sessions.values().stream().filter(session -> !session.submitter.equals(self.get()))
                    .forEach(session -> post(session.line, new Leaving()));
            return true;
        });
    }

    List<Guest> guests() {
        return guarded(guests::all).value();
    }

    boolean isStuck(long nanos) {
        return guarded(() -> !guests.isEmpty() && System.nanoTime() - lastMove >= nanos).value();
    }

    /** Has this signal given when no job is left; those that are due. */
    List<Signal> whenIdle(Signal signal) {
        return guarded(() -> guests.whenEmpty(signal)).value();
    }

    /** Forgets all jobs; the signals that are due. */
    List<Signal> clear() {
        return guarded(() -> {
            guests.clear();
            return guests.due();
        }).value();
    }
}
