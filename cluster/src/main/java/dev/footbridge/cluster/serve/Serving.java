package dev.footbridge.cluster.serve;

import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.net.Mail;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.net.Outgoing.Done;
import dev.footbridge.cluster.submit.Guests;
import dev.footbridge.cluster.wire.CodePrints;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packet.Code;
import dev.footbridge.cluster.wire.Packet.Hello;
import dev.footbridge.cluster.wire.Packet.Run;
import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Signal;
import dev.footbridge.processes.UnsendableException;
import dev.footbridge.processes.job.Kind;
import dev.footbridge.processes.wire.Codec;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs for submitters, as many at once as there are slots, and says what came of them. What comes for which there is
 * no slot goes back at once. Packets may come on any thread, which is not kept waiting.
 */
public final class Serving implements Guests {

    private final ClusterOptions options;
    private final Supplier<MemberId> self;
    private final ClassLoader loader;
    private final Bodies bodies;
    private final Codec codec;
    private final SecureRandom random = new SecureRandom();
    private final Register register;

    /** A member that runs jobs so, found by this loader. */
    public Serving(ClusterOptions options, Supplier<MemberId> self, ClassLoader loader, Bodies bodies) {
        this.options = options;
        this.self = self;
        this.loader = loader;
        this.bodies = bodies;
        this.codec = codec(loader);
        this.register = new Register(self, options.slots(), options.slots() == 0 ? 0 : options.asyncSlots());
    }

    private Codec codec(ClassLoader from) {
        return new Codec(from, CodePrints.INSTANCE, options.taskFilter(), options.payloadLimit());
    }

    String name() {
        return options.name();
    }

    // ---- submitters come and go

    /**
     * Opens a session, in place of one that there was: whoever says hello anew has given up what ran for it. Returns what
     * to tell the submitter.
     */
    public Hello open(MemberId submitter, Line line, boolean isReply) {
        lost(submitter);
        SentClasses classes = options.isCodeAccepted() ? new SentClasses(loader, line) : null;
        Session session = classes == null
                ? new Session(submitter, random.nextLong(), line, loader, codec, null)
                : new Session(submitter, random.nextLong(), line, classes, codec(classes), classes);
        register.open(session);
        Register.Use blocking = register.use(Kind.BLOCKING);
        Register.Use async = register.use(Kind.ASYNC);
        return new Hello(Packet.PROTOCOL, Runtime.version().feature(), isReply, session.nonce, self.get().toString(),
                blocking.slots(), blocking.taken(), async.slots(), async.taken());
    }

    /** A submitter is lost: nobody waits for its jobs, so they are cancelled. */
    public void lost(MemberId submitter) {
        Session session = register.session(submitter);
        if (session == null) {
            return;
        }
        if (session.classes != null) {
            session.classes.close();
        }
        Done<List<Guest>> left = register.lost(submitter);
        left.mail().sendSoon();
        left.value().forEach(guest -> cancel(guest, Cancel.interrupting(
                "member '" + submitter + "', which had started " + guest.name + ", was lost")));
    }

    // ---- jobs come

    /** Runs a job, or sends it back. */
    public void run(MemberId from, Run run) {
        Done<@Nullable Guest> taken = register.take(from, run);
        taken.mail().sendSoon();
        Guest guest = taken.value();
        if (guest != null) {
            start(guest, run.payload());
        }
    }

    private void start(Guest guest, byte[] payload) {
        try {
            if (guest.kind == Kind.ASYNC && bodies.ownThreads()) {
                Promise<?> task = bodies.startAsync(guest, payload);
                runs(guest, task);
                Signal end = () -> finish(guest, Bodies.ended(task, guest.session.codec)).sendSoon();
                if (!task.observe(end)) {
                    end.fire();
                }
            } else {
                GuestJob job = new GuestJob(this, guest, bodies.ownThreads(), () -> bodies.call(guest, payload));
                runs(guest, job);
                Thread.ofVirtual().name(options.name() + "-job").inheritInheritableThreadLocals(false).start(job);
            }
        } catch (Throwable failed) {
            finish(guest, Bodies.failed(failed, guest.session.codec)).sendSoon();
        }
    }

    private void runs(Guest guest, Promise<?> task) {
        Cancel early = register.runs(guest, task);
        if (early != null) {
            task.cancel(early);
        }
    }

    /** A submitter wants a slot. */
    public void want(MemberId from, Packet.Want want) {
        register.want(from, want.kind(), want.isNested()).mail().sendSoon();
    }

    /** A submitter does not want the slot that it was granted. */
    public void declined(MemberId from, Packet.Decline decline) {
        register.declined(from, decline.kind()).mail().sendSoon();
    }

    /** A submitter has sent a class. */
    public void code(MemberId from, Code code) {
        Session session = register.session(from);
        if (session != null && session.classes != null) {
            session.classes.answered(code);
        }
    }

    // ---- jobs wait, and go on

    void waits(Guest guest) {
        register.waits(guest).mail().sendSoon();
    }

    void goesOn(Guest guest) {
        Semaphore slot = new Semaphore(0);
        if (!register.goesOn(guest, slot::release)) {
            slot.acquireUninterruptibly();
        }
    }

    // ---- jobs end

    /** A job has ended; what is to be sent. */
    Mail finish(Guest guest, Bodies.Ended ended) {
        Done<List<Signal>> done = register.finish(guest, ended);
        done.value().forEach(Signal::fire);
        return done.mail();
    }

    /** What came of a job could not be sent: that is said in its place. */
    public void undelivered(MemberId to, Packet.Reply reply, Throwable reason) {
        Session session = register.session(to);
        if (session != null && reply.body().length > 0) {
            Bodies.Ended ended = Bodies.failed(new UnsendableException("what came of a job (" + reply.body().length
                    + " bytes) could not be sent back: " + reason + ". Send less at a time"), session.codec);
            session.line.add(new Packet.Reply(reply.job(), reply.attempt(), reply.kind(), reply.isGranted(),
                    ended.end(), reply.others(), ended.body()));
            session.line.flush();
        }
    }

    /** A submitter wants a job to end. */
    public void cancel(MemberId from, Packet.Cancel cancel) {
        Guest guest = register.find(from, cancel.job(), cancel.attempt());
        if (guest != null) {
            cancel(guest, cancel.interrupts()
                    ? Cancel.interrupting(cancel.reason())
                    : Cancel.cooperative(cancel.reason()));
        }
    }

    private void cancel(Guest guest, Cancel request) {
        Promise<?> task = register.toCancel(guest, request);
        if (task != null) {
            Thread.startVirtualThread(() -> task.cancel(request));
        }
    }

    // ---- the end

    /** Takes no more from others. */
    public void leave() {
        register.leave().mail().sendHere();
    }

    /** How many jobs run here. */
    public int size() {
        return register.guests().size();
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
        return register.isStuck(nanos);
    }

    @Override
    public void whenIdle(Signal signal) {
        register.whenIdle(signal).forEach(Signal::fire);
    }

    @Override
    public void cancelAll(String reason) {
        register.guests().forEach(guest -> cancel(guest, Cancel.interrupting(reason)));
    }

    @Override
    public List<String> giveUp() {
        List<String> names = register.guests().stream().map(guest -> guest.name).toList();
        register.clear().forEach(Signal::fire);
        return names;
    }
}
