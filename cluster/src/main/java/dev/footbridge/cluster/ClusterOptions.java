package dev.footbridge.cluster;

import dev.footbridge.FailureHandler;
import dev.footbridge.Level;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.processes.RemoteKey;
import dev.footbridge.processes.job.OptionChecks;
import dev.footbridge.processes.wire.DefaultFilter;
import java.io.ObjectInputFilter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a {@link Cluster} is set up. Immutable; each {@code with} method returns a changed copy.
 *
 * @param name the cluster's name; members of another name do not see each other
 * @param memberName this member's name, in messages and stats; empty for its process id, with a number
 * @param members where some of the other members are, each as {@code host:port}; one that is up is enough
 * @param dns a name whose addresses are those of the members, such as a headless service of Kubernetes; empty for
 *            none
 * @param multicast a multicast group, {@code address:port}, by which members find each other; empty for none
 * @param bind the address that this member listens on; empty for the one from which the first other member is
 *            reached
 * @param port the port that this member listens on, or the first of a range
 * @param portRange how many ports after that are tried if it is taken
 * @param tls how members know each other
 * @param isInsecureAllowed whether others than this host may reach a member without TLS
 * @param isInThisJvm whether all members are in this JVM, and nobody else can reach them
 * @param slots how many blocking jobs this member runs at once for all; zero to submit only
 * @param asyncSlots how many async jobs this member runs at once
 * @param level where jobs run here; the caller level stands for threads of the member's own
 * @param queueLimit how many jobs wait here before {@code start} waits, too
 * @param minimumMembers how many members that run jobs must be there before {@code open} returns
 * @param openTimeout how long {@code open} waits for them
 * @param failureTimeout how long a member may be silent before it is lost
 * @param jobTimeout how long a job may run before it is cancelled and fails with a {@code TimeoutException}; the
 *            time in the queue does not count
 * @param payloadLimit the most bytes that a job or a result may have
 * @param resultFilter what of results may be deserialized here
 * @param taskFilter what of jobs may be deserialized here
 * @param contextKeys the context values that jobs take along; all members must have the same
 * @param isCodeSent whether members may ask for classes of jobs that they do not have
 * @param isCodeAccepted whether classes that are missing here are taken from whoever sent the job
 * @param closeTimeout how long {@link Cluster#close} lets jobs finish before it cancels them
 * @param abortTimeout how long cancelled jobs may take to clean up before they are given up and named
 * @param failureHandler told about failures that nobody looked at; the default logs them to {@code dev.footbridge}
 */
public record ClusterOptions(
        String name, String memberName, List<String> members, String dns, String multicast, String bind, int port,
        int portRange, ClusterTls tls, boolean isInsecureAllowed, boolean isInThisJvm, int slots, int asyncSlots,
        Level level, int queueLimit, int minimumMembers, Duration openTimeout, Duration failureTimeout,
        Duration jobTimeout, int payloadLimit, ObjectInputFilter resultFilter, ObjectInputFilter taskFilter,
        List<RemoteKey> contextKeys, boolean isCodeSent, boolean isCodeAccepted, Duration closeTimeout,
        Duration abortTimeout, FailureHandler failureHandler) {

    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** No time limit. */
    public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    static final OptionChecks CHECK = new OptionChecks("a cluster");
    static final ClusterOptions DEFAULT = new ClusterOptions("cluster", "", List.of(), "", "", "", 7800, 30,
            ClusterTls.NONE, false, false, 0, 64, Level.caller(), 10_000, 1, Duration.ofSeconds(10),
            Duration.ofSeconds(8),
            FOREVER, 64 << 20, DefaultFilter.INSTANCE, DefaultFilter.INSTANCE, List.of(), false, false,
            Duration.ofSeconds(30), Duration.ofSeconds(10), FailureSink::log);

    /** Checks the values. */
    public ClusterOptions {
        CHECK.notNegative("number of slots", slots);
        CHECK.notNegative("number of async slots", asyncSlots);
        CHECK.atLeastOne("queue limit", queueLimit);
        CHECK.notNegative("minimum of members", minimumMembers);
        CHECK.atLeastOne("payload limit", payloadLimit);
        CHECK.port("port", port);
        CHECK.notNegative("range of ports", portRange);
        CHECK.positive("open time-out", openTimeout);
        CHECK.positive("failure time-out", failureTimeout);
        CHECK.positive("time limit of jobs", jobTimeout);
        CHECK.notNegative("close time-out", closeTimeout);
        CHECK.notNegative("abort time-out", abortTimeout);
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "the name of a cluster must not be blank: members find each other by it");
        }
        members = List.copyOf(members);
        contextKeys = List.copyOf(contextKeys);
    }

    /** With some of the other members, each as {@code host:port}; one that is up is enough. */
    public ClusterOptions withMembers(String... members) {
        return with(copy -> copy.members = List.of(members));
    }

    /** With a network that others than this host can reach, and no TLS: something else keeps strangers out. */
    public ClusterOptions withInsecureNetwork() {
        return with(copy -> copy.isInsecureAllowed = true);
    }

    /** With all members in this JVM. */
    ClusterOptions withinThisJvm() {
        return with(copy -> copy.isInThisJvm = true);
    }

    /**
     * With jobs that run on this level here, say a process pool, in place of threads of the member's own. It stays the caller's to
     * close. A job that waits there for another one does not give its slot back.
     */
    public ClusterOptions withLevel(Level level) {
        return with(copy -> copy.level = Objects.requireNonNull(level, "the level is null: give one, or leave it out"));
    }

    /** With the values under these context keys sent along with each job: {@code () -> Requests.USER}. */
    public ClusterOptions withContextKeys(RemoteKey... contextKeys) {
        return with(copy -> copy.contextKeys = List.of(contextKeys));
    }

    /** With the code of jobs sent to members that ask for it, because they do not have it. */
    public ClusterOptions withCodeSent() {
        return with(copy -> copy.isCodeSent = true);
    }

    /**
     * With code that is missing here taken from whoever sends a job. That is remote code execution by design: for a cluster
     * whose every member may do here whatever it likes.
     */
    public ClusterOptions withCodeAccepted() {
        return with(copy -> copy.isCodeAccepted = true);
    }

    /** With this name. */
    public ClusterOptions withName(String name) {
        return with(copy -> copy.name = name);
    }

    /** With this name for this member. */
    public ClusterOptions withMemberName(String memberName) {
        return with(copy -> copy.memberName = memberName);
    }

    /** With the members that this DNS name stands for. */
    public ClusterOptions withDns(String dns) {
        return with(copy -> copy.dns = dns);
    }

    /** With the members that answer in this multicast group. */
    public ClusterOptions withMulticast(String multicast) {
        return with(copy -> copy.multicast = multicast);
    }

    /** With this address to listen on. */
    public ClusterOptions withBind(String bind) {
        return with(copy -> copy.bind = bind);
    }

    /** With this port to listen on. */
    public ClusterOptions withPort(int port) {
        return with(copy -> copy.port = port);
    }

    /** With so many more ports tried if the first is taken. */
    public ClusterOptions withPortRange(int portRange) {
        return with(copy -> copy.portRange = portRange);
    }

    /** With mutual TLS. */
    public ClusterOptions withTls(ClusterTls tls) {
        return with(copy -> copy.tls = tls);
    }

    /** With so many blocking jobs at once run here. */
    public ClusterOptions withSlots(int slots) {
        return with(copy -> copy.slots = slots);
    }

    /** With so many async jobs at once run here. */
    public ClusterOptions withAsyncSlots(int asyncSlots) {
        return with(copy -> copy.asyncSlots = asyncSlots);
    }

    /** With at most so many jobs that wait for a slot. */
    public ClusterOptions withQueueLimit(int queueLimit) {
        return with(copy -> copy.queueLimit = queueLimit);
    }

    /** With at least so many members that run jobs before it opens. */
    public ClusterOptions withMinimumMembers(int minimumMembers) {
        return with(copy -> copy.minimumMembers = minimumMembers);
    }

    /** With this time for members to be found. */
    public ClusterOptions withOpenTimeout(Duration openTimeout) {
        return with(copy -> copy.openTimeout = openTimeout);
    }

    /** With this time after which a silent member is lost. */
    public ClusterOptions withFailureTimeout(Duration failureTimeout) {
        return with(copy -> copy.failureTimeout = failureTimeout);
    }

    /** With this much time for each job, counted from when it is sent. */
    public ClusterOptions withJobTimeout(Duration jobTimeout) {
        return with(copy -> copy.jobTimeout = jobTimeout);
    }

    /** With at most so many bytes for a job, and for a result. */
    public ClusterOptions withPayloadLimit(int payloadLimit) {
        return with(copy -> copy.payloadLimit = payloadLimit);
    }

    /** With this filter for results, in place of the default one. */
    public ClusterOptions withResultFilter(ObjectInputFilter resultFilter) {
        return with(copy -> copy.resultFilter = resultFilter);
    }

    /** With this filter for jobs, in place of the default one. */
    public ClusterOptions withTaskFilter(ObjectInputFilter taskFilter) {
        return with(copy -> copy.taskFilter = taskFilter);
    }

    /** With this time for jobs to finish on close; zero cancels them at once. */
    public ClusterOptions withCloseTimeout(Duration closeTimeout) {
        return with(copy -> copy.closeTimeout = closeTimeout);
    }

    /** With this time for cancelled jobs to clean up. */
    public ClusterOptions withAbortTimeout(Duration abortTimeout) {
        return with(copy -> copy.abortTimeout = abortTimeout);
    }

    /** With this handler for failures nobody looked at. */
    public ClusterOptions withFailureHandler(FailureHandler failureHandler) {
        return with(copy -> copy.failureHandler = failureHandler);
    }

    private ClusterOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** The values, on the way from one record to the next. */
    private static final class Copy {

        private String name;
        private String memberName;
        private List<String> members;
        private String dns;
        private String multicast;
        private String bind;
        private int port;
        private int portRange;
        private ClusterTls tls;
        private boolean isInsecureAllowed;
        private boolean isInThisJvm;
        private int slots;
        private int asyncSlots;
        private Level level;
        private int queueLimit;
        private int minimumMembers;
        private Duration openTimeout;
        private Duration failureTimeout;
        private Duration jobTimeout;
        private int payloadLimit;
        private ObjectInputFilter resultFilter;
        private ObjectInputFilter taskFilter;
        private List<RemoteKey> contextKeys;
        private boolean isCodeSent;
        private boolean isCodeAccepted;
        private Duration closeTimeout;
        private Duration abortTimeout;
        private FailureHandler failureHandler;

        Copy(ClusterOptions from) {
            name = from.name;
            memberName = from.memberName;
            members = from.members;
            dns = from.dns;
            multicast = from.multicast;
            bind = from.bind;
            port = from.port;
            portRange = from.portRange;
            tls = from.tls;
            isInsecureAllowed = from.isInsecureAllowed;
            isInThisJvm = from.isInThisJvm;
            slots = from.slots;
            asyncSlots = from.asyncSlots;
            level = from.level;
            queueLimit = from.queueLimit;
            minimumMembers = from.minimumMembers;
            openTimeout = from.openTimeout;
            failureTimeout = from.failureTimeout;
            jobTimeout = from.jobTimeout;
            payloadLimit = from.payloadLimit;
            resultFilter = from.resultFilter;
            taskFilter = from.taskFilter;
            contextKeys = from.contextKeys;
            isCodeSent = from.isCodeSent;
            isCodeAccepted = from.isCodeAccepted;
            closeTimeout = from.closeTimeout;
            abortTimeout = from.abortTimeout;
            failureHandler = from.failureHandler;
        }

        ClusterOptions options() {
            return new ClusterOptions(name, memberName, members, dns, multicast, bind, port, portRange, tls,
                    isInsecureAllowed, isInThisJvm, slots, asyncSlots, level, queueLimit, minimumMembers, openTimeout,
                    failureTimeout, jobTimeout, payloadLimit, resultFilter, taskFilter, contextKeys, isCodeSent,
                    isCodeAccepted, closeTimeout, abortTimeout, failureHandler);
        }
    }
}
