package dev.footbridge.cluster;

import dev.footbridge.Task;
import dev.footbridge.cluster.node.Node;
import dev.footbridge.cluster.submit.Caller;
import dev.footbridge.internal.BlockingCall;
import dev.footbridge.internal.ScheduledLevelExecutor;
import dev.footbridge.processes.RemoteLevel;
import dev.footbridge.processes.job.Order;
import dev.footbridge.processes.job.Terms;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A level of worker JVMs on other hosts: for when this one is full. Who opens it becomes a member: one that only submits,
 * or, with {@linkplain ClusterOptions#withSlots slots}, one that runs jobs for all.
 *
 * <p>Jobs wait where they were started, and go to a member only when that has a slot for them; so fast members do more, and a new one
 * gets work at once. Every job settles. A member that dies, hangs or cannot be reached fails the jobs it had with a
 * {@link MemberLostException}, and what comes of them later is left aside: a job never ends twice. Nothing runs twice unless
 * it was started through {@link #repeatable}: that is <em>at most once</em> here, <em>at least once</em> there. A cancel,
 * or a time limit, reaches the job where it runs; jobs of a submitter that is lost are cancelled.
 *
 * {@snippet :
 * try (Cluster cluster = Cluster.open(o -> o.withMembers("10.0.0.1:7800").withTls(keys))) {
 *     String hash = cluster.call(() -> sha256(file));
 *     List<Integer> sizes = cluster.map(Page::size, pages, 100);            // in order, 100 to a job
 *     int safe = cluster.repeatable(2).within(Duration.ofMinutes(5)).call(() -> simulate(seed));
 * }
 * }
 *
 * <p>A job may use the cluster that it runs in, captured or as {@link #current}, to any depth: while it waits, its slot is
 * free for others. Members must have the same build of the jobs' classes: a lambda of another one is refused.
 *
 * <p>What others than this host can reach is under mutual TLS, or refused. Whoever is a member may run any code in any other.
 *
 * <p>{@link #close} lets jobs finish, those that run here for others included, {@link #abort} cancels them; both are
 * bounded in time. All methods may be called from any thread. Membership, failure detection and messages are
 * <a href="http://www.jgroups.org">JGroups</a>'.
 */
public final class Cluster implements RemoteLevel, AutoCloseable, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Node node;
    private final transient Terms terms;
    /** Members that were opened with this one, and end with it. */
    private final transient List<Cluster> embedded;

    /** The job that this view was made for, if one was: what it starts, that waits for. */
    private final transient @Nullable Caller caller;

    private Cluster(Node node, Terms terms, List<Cluster> embedded, @Nullable Caller caller) {
        this.node = node;
        this.terms = terms;
        this.embedded = embedded;
        this.caller = caller;
    }

    private Cluster(ClusterOptions options, List<Cluster> embedded) {
        this.terms = Terms.PLAIN;
        this.embedded = embedded;
        this.caller = null;
        this.node = Node.open(options, Cluster::enter, Cluster::isCalling);
    }

    /** Tells the context of a job where it is. */
    private static void enter(Node member, Caller job) {
        Clusters.CURRENT.set(new Cluster(member, Terms.PLAIN, List.of(), job));
    }

    /** Whether the calling code is a job that runs in this member. */
    private static boolean isCalling(Node member) {
        return Clusters.CURRENT.isSet() && Clusters.CURRENT.get().node == member;
    }

    /**
     * Joins a cluster, and waits until there are members that run jobs.
     *
     * @param set changes the default options: {@code o -> o.withMembers("10.0.0.1:7800").withTls(keys)}
     * @return the cluster; close it
     * @throws IllegalStateException if there are too few members after {@link ClusterOptions#openTimeout}, if the
     *         network does not allow it, or if others than this host could reach it without TLS
     */
    public static Cluster open(UnaryOperator<ClusterOptions> set) {
        ClusterOptions options = Objects.requireNonNull(set.apply(ClusterOptions.DEFAULT), "options");
        return new Cluster(options, List.of());
    }

    /**
     * A cluster in this JVM, for tests and to try things: so many members with a slot for each processor, and one that submits. Jobs and
     * results are serialized as ever, and nobody else can join.
     *
     * @param members how many run jobs, at least 1
     * @return the one that submits; the others end with it
     */
    public static Cluster embedded(int members) {
        return embedded(members, UnaryOperator.identity());
    }

    /**
     * As {@link #embedded(int)}, with options.
     *
     * @param members how many run jobs, at least 1
     * @param set changes the default options, those of the submitter included, which has no slots
     * @return the one that submits; the others end with it
     */
    public static Cluster embedded(int members, UnaryOperator<ClusterOptions> set) {
        ClusterOptions.CHECK.atLeastOne("number of embedded members", members);
        ClusterOptions plain = ClusterOptions.DEFAULT.withSlots(Runtime.getRuntime().availableProcessors());
        ClusterOptions options = Objects.requireNonNull(set.apply(plain), "options");
        ClusterOptions all = options.withinThisJvm().withName(options.name() + "-" + UUID.randomUUID());
        List<Cluster> opened = new ArrayList<>();
        try {
            for (int i = 1; i <= members; i++) {
                opened.add(new Cluster(all.withMemberName("member-" + i).withMinimumMembers(0), List.of()));
            }
            return new Cluster(all.withMemberName("submitter").withSlots(0).withMinimumMembers(members), opened);
        } catch (Throwable failed) {
            opened.forEach(Cluster::abort);
            throw failed;
        }
    }

    /**
     * The cluster that the calling code is a job of, as the member that runs it.
     *
     * @throws IllegalStateException elsewhere
     */
    public static Cluster current() {
        if (!Clusters.CURRENT.isSet()) {
            throw new IllegalStateException("this code is not a job of a cluster: open one");
        }
        return Clusters.CURRENT.get();
    }

    @Override
    public String name() {
        return node.name();
    }

    /** This member's name. */
    public String memberName() {
        return node.memberName();
    }

    /** Where this member listens, as {@code host:port}: for the others to join it. */
    public String address() {
        return node.where();
    }

    Node node() {
        return node;
    }

    // ---- views

    /**
     * This cluster, for jobs that may safely run again: one whose member is lost is sent to another, so many times at
     * most, and then fails as others do. A member that was only cut off may go on with it for a while, so it may run
     * more than once at the same time: its effects must be the same as if it had run once. It ends once.
     *
     * @param retries how many times
     * @return a view of this cluster
     */
    public Cluster repeatable(int retries) {
        return new Cluster(node, terms.withRetries(retries), embedded, caller);
    }

    /**
     * This cluster, for jobs that may take only so long, counted from when they are sent to a member. One that takes
     * longer is cancelled and, once it has stopped, fails with a {@link java.util.concurrent.TimeoutException}.
     *
     * @param limit how long
     * @return a view of this cluster
     */
    public Cluster within(Duration limit) {
        return new Cluster(node, terms.withLimit(limit), embedded, caller);
    }

    // ---- jobs

    /** The job that starts another one. */
    private @Nullable Caller caller() {
        return caller == null && isCalling(node) ? Clusters.CURRENT.get().caller : caller;
    }

    private Order order(Callable<?> job) {
        return Order.of(job, terms, this);
    }

    /**
     * Starts a blocking function. While {@linkplain ClusterOptions#queueLimit as many jobs as are allowed} wait for a
     * slot, this waits, too; jobs that jobs start need not.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return node.submitter().start(order(job), caller());
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        return node.submitter().tryStart(order(job), caller());
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        BlockingCall.check(this);
        return start(job).result();
    }

    /**
     * {@inheritDoc}
     *
     * <p>What is scheduled must be serializable, and is refused at once if it is not. It is due here, and then started as
     * any other job.
     */
    @Override
    public ScheduledExecutorService asScheduledExecutorService() {
        return new ScheduledLevelExecutor(this, node.submitter().time(job -> {
            Order _ = order(job);
        }));
    }

    // ---- the cluster

    /** What it is doing, as seen from this member. */
    public ClusterStats stats() {
        return node.stats();
    }

    /**
     * Takes nothing more, waits for the jobs to finish that were started here and those that run here, and leaves. Jobs
     * still running after {@link ClusterOptions#closeTimeout} are cancelled; those that do not stop within
     * {@link ClusterOptions#abortTimeout} either are reported by name and settle as cancelled. An interrupt of the
     * closing thread cancels the jobs at once and keeps the flag. Closing again does nothing.
     *
     * @throws IllegalStateException in a job that runs here
     */
    @Override
    public void close() {
        try {
            node.close();
        } finally {
            embedded.forEach(Cluster::close);
        }
    }

    /**
     * Takes nothing more, cancels all jobs that were started here or run here, waits for their cleanup and leaves, within
     * {@link ClusterOptions#abortTimeout}.
     *
     * @throws IllegalStateException in a job that runs here
     */
    public void abort() {
        try {
            node.abort();
        } finally {
            embedded.forEach(Cluster::abort);
        }
    }

    /** Whether it was closed or aborted, or is about to be. */
    public boolean isClosed() {
        return !node.submitter().end().isOpen();
    }

    @Serial
    private Object writeReplace() {
        return new ClusterHandle(name(), terms.retries(), terms.limit());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a cluster is sent as a handle");
    }

    @Override
    public String toString() {
        return "cluster '" + name() + "'";
    }
}
