package dev.footbridge.cluster.serve;

import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.submit.Guests;
import dev.footbridge.cluster.wire.CodePrints;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packet.Bounce;
import dev.footbridge.cluster.wire.Packet.Code;
import dev.footbridge.cluster.wire.Packet.Decline;
import dev.footbridge.cluster.wire.Packet.Grant;
import dev.footbridge.cluster.wire.Packet.Leaving;
import dev.footbridge.cluster.wire.Packet.Reply;
import dev.footbridge.cluster.wire.Packet.Run;
import dev.footbridge.cluster.wire.Packet.Want;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Ticker;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.wire.Codec;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs for submitters, as many at once as there are slots, and says what came of them. What comes for which there is no
 * slot goes back at once. One lock guards it; nothing is run, sent or waited for under it. Packets may come on any thread, which is not
 * kept waiting.
 */
public final class Serving implements Guests {

    private final ClusterOptions options;
    private final Supplier<MemberId> self;
    private final ClassLoader loader;
    private final Bodies bodies;
    private final Codec codec;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<MemberId, Session> sessions = new HashMap<>();
    private final Slots blocking;
    private final Slots async;
    private final Set<Guest> guests = new LinkedHashSet<>();
    private Set<Line> written = new LinkedHashSet<>();
    private List<Signal> whenIdle = new ArrayList<>();
    /** When a job last began, waited, went on or ended. */
    private long lastMove;
    private boolean sweeps;
    private volatile boolean leaving;

    /** A member that runs jobs so, found by this loader. */
    public Serving(ClusterOptions options, Supplier<MemberId> self, ClassLoader loader, Bodies bodies) {
        this.options = options;
        this.self = self;
        this.loader = loader;
        this.bodies = bodies;
        this.codec = codec(loader);
        this.blocking = new Slots(options.slots());
        this.async = new Slots(options.slots() == 0 ? 0 : options.asyncSlots());
    }

    private Codec codec(ClassLoader from) {
        return new Codec(from, CodePrints.INSTANCE, options.taskFilter(), options.payloadLimit());
    }

    String name() {
        return options.name();
    }

    /** What is under the lock, and the lines in which something was put. */
    private <T extends @Nullable Object> Written<T> guarded(Supplier<T> action) {
        lock.lock();
        try {
            T value = action.get();
            Set<Line> lines = written;
            if (!lines.isEmpty()) {
                written = new LinkedHashSet<>();
            }
            return new Written<>(value, lines);
        } finally {
            lock.unlock();
        }
    }

    private record Written<T extends @Nullable Object>(T value, Set<Line> lines) {
        void sendSoon() {
            lines.forEach(Line::flushSoon);
        }
    }

    private void post(Line line, Packet packet) {
        line.add(packet);
        written.add(line);
    }

    private Slots slots(Kind kind) {
        return kind == Kind.BLOCKING ? blocking : async;
    }

    // ---- submitters come and go

    /** The number of the session that this submitter has. */
    public @Nullable Long session(MemberId submitter) {
        return guarded(() -> {
            Session session = sessions.get(submitter);
            return session == null ? null : session.nonce;
        }).value();
    }

    /** Opens a session, in place of one that there was: whoever says hello anew has given up what ran for it. */
    public long open(MemberId submitter, Line line) {
        lost(submitter);
        SentClasses classes = options.isCodeAccepted() ? new SentClasses(loader, line) : null;
        Session session = new Session(submitter, random.nextLong(), line, classes == null ? codec : codec(classes),
                classes);
        guarded(() -> sessions.put(submitter, session)).sendSoon();
        return session.nonce;
    }

    /** A submitter is lost: nobody waits for its jobs, so they are cancelled. */
    public void lost(MemberId submitter) {
        guarded(() -> {
            Session session = sessions.remove(submitter);
            if (session == null) {
                return List.<Guest>of();
            }
            session.isOver = true;
            for (Kind kind : Kind.values()) {
                slots(kind).forget(submitter);
                giveAway(kind, null);
            }
            if (session.classes != null) {
                session.classes.close();
            }
            return session.guests();
        }).value().forEach(guest -> cancel(guest, Cancel.interrupting(
                "member '" + submitter + "', which had started " + guest.name + ", was lost")));
    }

    // ---- jobs come

    /** Runs a job, or sends it back. */
    public void run(MemberId from, Run run) {
        Written<@Nullable Guest> taken = guarded(() -> {
            Session session = sessions.get(from);
            if (session == null || session.nonce != run.session() || !session.seen.first(run.number())) {
                return null; // of another time, or sent again: who sent it knows better, or is nobody
            }
            Slots slots = slots(run.kind());
            Guest guest = null;
            boolean isOwn = from.equals(self.get());
            if (run.isExtra() && isOwn) {
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
            giveAway(run.kind(), null);
            return guest;
        });
        taken.sendSoon();
        Guest guest = taken.value();
        if (guest != null) {
            start(guest, run.payload());
        }
    }

    private void start(Guest guest, byte[] payload) {
        try {
            if (guest.kind == Kind.ASYNC && bodies.hasLoop()) {
                Promise<?> task = bodies.startAsync(guest, payload);
                runs(guest, task);
                Signal end = () -> finish(guest, Bodies.ended(task, guest.session.codec)).forEach(Line::flushSoon);
                if (!task.observe(end)) {
                    end.fire();
                }
            } else {
                GuestJob job = new GuestJob(this, guest, bodies.ownThreads(),
                        () -> bodies.call(guest, payload));
                runs(guest, job);
                Thread.ofVirtual().name(options.name() + "-job").start(job);
            }
        } catch (Throwable failed) {
            finish(guest, Bodies.failed(failed, guest.session.codec)).forEach(Line::flushSoon);
        }
    }

    private void runs(Guest guest, Promise<?> task) {
        Cancel early = guarded(() -> guest.runs(task)).value();
        if (early != null) {
            task.cancel(early);
        }
    }

    // ---- jobs wait, and go on

    void waits(Guest guest) {
        guarded(() -> {
            lastMove = System.nanoTime();
            guest.setWaiting(true);
            slots(guest.kind).free(guest.session.submitter);
            return giveAway(guest.kind, null);
        }).sendSoon();
    }

    void goesOn(Guest guest) {
        CountDownLatch hasSlot = new CountDownLatch(1);
        if (guarded(() -> {
            lastMove = System.nanoTime();
            guest.setWaiting(false);
            return slots(guest.kind).goOn(guest.session.submitter, hasSlot::countDown);
        }).value()) {
            return;
        }
        boolean interrupted = false;
        for (;;) {
            try {
                hasSlot.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
            Ticker.at(now + Slots.KEPT, () -> Thread.startVirtualThread(this::sweep));
        }
        return heard;
    }

    private void sweep() {
        guarded(() -> {
            sweeps = false;
            for (Kind kind : Kind.values()) {
                giveAway(kind, null);
            }
            return true;
        }).sendSoon();
    }

    /** A submitter wants a slot. */
    public void want(MemberId from, Want want) {
        guarded(() -> {
            if (sessions.containsKey(from) && (!leaving || from.equals(self.get()))) {
                slots(want.kind()).want(from, want.isNested());
            }
            return giveAway(want.kind(), null);
        }).sendSoon();
    }

    /** A submitter does not want the slot that it was granted. */
    public void declined(MemberId from, Decline decline) {
        guarded(() -> {
            slots(decline.kind()).decline(from);
            return giveAway(decline.kind(), null);
        }).sendSoon();
    }

    // ---- jobs end

    /** A job has ended; the lines in which something was put. */
    Set<Line> finish(Guest guest, Bodies.Ended ended) {
        List<Signal> told = new ArrayList<>();
        Set<Line> lines = guarded(() -> {
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
            told.addAll(takeSignals());
            return true;
        }).lines();
        told.forEach(Signal::fire);
        return lines;
    }

    /** A submitter wants a job to end. */
    public void cancel(MemberId from, Packet.Cancel cancel) {
        Guest guest = guarded(() -> {
            Session session = sessions.get(from);
            Guest found = session == null ? null : session.guest(cancel.job());
            return found == null || found.attempt != cancel.attempt() ? null : found;
        }).value();
        if (guest != null) {
            cancel(guest, cancel.interrupts()
                    ? Cancel.interrupting(cancel.reason())
                    : Cancel.cooperative(cancel.reason()));
        }
    }

    private void cancel(Guest guest, Cancel request) {
        Promise<?> task = guarded(() -> guest.toCancel(request)).value();
        if (task != null) {
            Thread.startVirtualThread(() -> task.cancel(request));
        }
    }

    /** A submitter has sent a class. */
    public void code(MemberId from, Code code) {
        Session session = guarded(() -> sessions.get(from)).value();
        if (session != null) {
            SentClasses.answer(session.classes, code);
        }
    }

    // ---- the end

    /** Takes no more from others. */
    public void leave() {
        leaving = true;
        guarded(() -> {
            sessions.values().forEach(session -> {
                if (!session.submitter.equals(self.get())) {
                    post(session.line, new Leaving());
                }
            });
            return true;
        }).lines().forEach(Line::flush);
    }

    /** How many jobs run here. */
    public int size() {
        return guarded(guests::size).value();
    }

    @Override
    public boolean isCalling() {
        return bodies.isCalling();
    }

    @Override
    public boolean isIdle() {
        return size() == 0;
    }

    @Override
    public boolean isStuck(long nanos) {
        return guarded(() -> !guests.isEmpty() && System.nanoTime() - lastMove >= nanos).value();
    }

    @Override
    public void whenIdle(Signal signal) {
        guarded(() -> {
            whenIdle.add(signal);
            return takeSignals();
        }).value().forEach(Signal::fire);
    }

    private List<Signal> takeSignals() {
        if (!guests.isEmpty() || whenIdle.isEmpty()) {
            return List.of();
        }
        List<Signal> told = whenIdle;
        whenIdle = new ArrayList<>();
        return told;
    }

    @Override
    public void cancelAll(String reason) {
        guarded(() -> new ArrayList<>(guests)).value().forEach(guest -> cancel(guest, Cancel.interrupting(reason)));
    }

    @Override
    public List<String> giveUp() {
        List<Signal> told = new ArrayList<>();
        List<String> names = guarded(() -> {
            List<String> left = guests.stream().map(guest -> guest.name).toList();
            guests.clear();
            told.addAll(takeSignals());
            return left;
        }).value();
        told.forEach(Signal::fire);
        return names;
    }
}
