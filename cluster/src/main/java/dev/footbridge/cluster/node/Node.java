package dev.footbridge.cluster.node;

import dev.footbridge.CancelledException;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.cluster.ClusterOptions;
import dev.footbridge.cluster.ClusterStats;
import dev.footbridge.cluster.net.Inbox;
import dev.footbridge.cluster.net.Line;
import dev.footbridge.cluster.net.MemberId;
import dev.footbridge.cluster.net.Net;
import dev.footbridge.cluster.net.Places;
import dev.footbridge.cluster.serve.Bodies;
import dev.footbridge.cluster.serve.Serving;
import dev.footbridge.cluster.submit.Caller;
import dev.footbridge.cluster.submit.Submitter;
import dev.footbridge.cluster.wire.CodePrints;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.cluster.wire.Packet.Hello;
import dev.footbridge.internal.Durations;
import dev.footbridge.processes.wire.Codec;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A member of a cluster. It hears the others, and passes on what they say to who submits and who serves. Any thread. */
public final class Node implements Inbox, AutoCloseable {

    private static final AtomicLong COUNT = new AtomicLong();

    private final ClusterOptions options;
    private final String name;
    private final ClassLoader loader;
    private final Bodies bodies;
    private final Serving serving;
    private final Submitter submitter;
    private final Net net;
    private final Sources sources;
    private final Neighbours neighbours;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition joined = lock.newCondition();

    private Node(ClusterOptions options, BiConsumer<Node, Caller> enter, Predicate<Node> isCalling) {
        this.options = options;
        this.name = options.memberName().isEmpty() ? defaultName() : options.memberName();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        this.loader = context != null ? context : Cluster.class.getClassLoader();
        this.net = Net.of(options, name, this);
        this.bodies = new Bodies(options, job -> enter.accept(this, job), () -> isCalling.test(this));
        this.serving = new Serving(options, net::self, loader, bodies);
        this.submitter = new Submitter(options, net::self,
                new Codec(loader, CodePrints.INSTANCE, options.resultFilter(), options.payloadLimit()), serving);
        this.sources = new Sources(loader, options.isCodeSent());
        this.neighbours = new Neighbours(member -> new Line(net, member, (packet, reason) -> undelivered(member, packet,
                reason)));
    }

    private static String defaultName() {
        return ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    }

    /**
     * Joins, and waits for as many members as are asked for.
     *
     * @param options how
     * @param enter tells the context of a job which member it is in, and which job it is
     * @param isCalling whether the calling code is a job in that member
     */
    public static Node open(ClusterOptions options, BiConsumer<Node, Caller> enter, Predicate<Node> isCalling) {
        Places.checkGuarded(options);
        Node node = new Node(options, enter, isCalling);
        try {
            node.net.join(options, node.name);
            node.awaitMembers();
            return node;
        } catch (Throwable failed) {
            node.bodies.close();
            node.net.close();
            throw failed;
        }
    }

    private void awaitMembers() {
        long left = Durations.nanos(options.openTimeout());
        lock.lock();
        try {
            while (submitter.members() < options.minimumMembers()) {
                if (left <= 0) {
                    throw new IllegalStateException("cluster '" + options.name() + "' has " + submitter.members()
                            + " members that run jobs, of " + neighbours.size() + " in sight, after "
                            + options.openTimeout() + " (openTimeout), and needs " + options.minimumMembers()
                            + " (minimumMembers): start some (footbridge worker --join HOST:PORT), and see that they"
                            + " have the same cluster name, port and TLS keys");
                }
                left = joined.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the thread that opened cluster '" + options.name() + "' was interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** The cluster's name. */
    public String name() {
        return options.name();
    }

    /** This member's name. */
    public String memberName() {
        return name;
    }

    /** Where this member listens. */
    public String where() {
        return net.where(net.self());
    }

    /** The way to the others. */
    public Net net() {
        return net;
    }

    /** The side that starts jobs. */
    public Submitter submitter() {
        return submitter;
    }

    /** The side that runs jobs. */
    public Serving serving() {
        return serving;
    }

    /** What it is doing. */
    public ClusterStats stats() {
        return submitter.stats(name, serving.size());
    }

    /** What could not be sent ends what it was about. */
    private void undelivered(MemberId member, Packet packet, Throwable reason) {
        switch (packet) {
            case Packet.Run run -> submitter.undelivered(member, run, reason);
            case Packet.Reply reply -> serving.undelivered(member, reply, reason);
            default -> submitter.complain(member, "a packet to it could not be sent: " + reason);
        }
    }

    // ---- what is heard

    @Override
    public void members(List<MemberId> members) {
        Neighbours.Change change = neighbours.now(members);
        for (MemberId gone : change.gone()) {
            submitter.lost(gone);
            serving.lost(gone);
        }
        for (MemberId fresh : change.fresh()) {
            greet(fresh, false);
        }
        change.greetings().forEach((member, hello) -> meet(member, hello));
    }

    private void greet(MemberId member, boolean isReply) {
        Line line = neighbours.line(member);
        line.add(serving.open(member, line, isReply));
        line.flushSoon();
    }

    /** A member says who it is: for the first time, or anew, having lost sight of this one for a while. */
    private void meet(MemberId member, Hello hello) {
        if (hello.protocol() != Packet.PROTOCOL || hello.java() != Runtime.version().feature()) {
            submitter.complain(member, "it speaks version " + hello.protocol() + " of the protocol on Java "
                    + hello.java() + ", this member version " + Packet.PROTOCOL + " on Java "
                    + Runtime.version().feature() + ": deploy the same to both");
            return;
        }
        boolean isAnew = neighbours.meets(member, hello.session());
        if (isAnew && !hello.isReply()) {
            greet(member, true);
        }
        submitter.hello(member, net.where(member), neighbours.line(member), hello);
        lock.lock();
        try {
            joined.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void packet(MemberId from, Packet packet) {
        switch (packet) {
            case Hello hello -> {
                if (neighbours.isHere(from, hello)) {
                    meet(from, hello);
                }
            }
            case Packet.Run run -> serving.run(from, run);
            case Packet.Want want -> serving.want(from, want);
            case Packet.Decline decline -> serving.declined(from, decline);
            case Packet.Cancel cancel -> serving.cancel(from, cancel);
            case Packet.Code code -> serving.code(from, code);
            case Packet.Reply reply -> submitter.replied(from, reply);
            case Packet.Bounce bounce -> submitter.bounced(from, bounce);
            case Packet.Grant grant -> submitter.granted(from, grant.kind());
            case Packet.Leaving() -> submitter.leaving(from);
            case Packet.Fetch fetch -> sources.answer(fetch, neighbours.line(from));
        }
    }

    @Override
    public void garbage(MemberId from, Exception what) {
        submitter.complain(from, "what it sent is no packet of Footbridge's: " + what.getMessage());
    }

    // ---- the end

    /** Takes nothing more, lets jobs finish, and leaves the cluster. */
    @Override
    public void close() {
        end(() -> submitter.end().close());
    }

    /** Takes nothing more, cancels jobs, and leaves the cluster. */
    public void abort() {
        if (submitter.end().isByOwnJob()) {
            throw new IllegalStateException("cluster '" + options.name()
                    + "' cannot be aborted by one of its own jobs, which it would wait for: do it from outside");
        }
        end(() -> submitter.end().abort("cluster '" + options.name() + "' was aborted"));
    }

    private void end(Runnable how) {
        if (submitter.end().isClosed()) {
            return;
        }
        if (!submitter.end().isByOwnJob()) {
            serving.leave();
        }
        try {
            how.run();
        } finally {
            if (submitter.end().isClosed()) {
                bodies.close();
                net.close();
            }
        }
    }
}
