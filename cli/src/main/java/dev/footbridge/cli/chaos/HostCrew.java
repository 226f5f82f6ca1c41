package dev.footbridge.cli.chaos;

import dev.footbridge.Task;
import dev.footbridge.cli.cluster.OwnJvm;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.cluster.ClusterStats;
import dev.footbridge.cluster.MemberStats;
import dev.footbridge.processes.RemoteAsyncCallable;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The members of a {@link Cluster}, in JVMs of their own; this one submits. */
final class HostCrew implements Crew {

    private static final int MEMBERS = 3;

    /** Kept, as loggers are forgotten otherwise. What it says of members that are gone is no news here. */
    private static final Logger ENGINE = Logger.getLogger("org.jgroups");

    private final HostMembers members;
    private final Cluster cluster;
    private final HostBlows blows;

    private HostCrew(HostMembers members, Cluster cluster, HostBlows blows) {
        this.members = members;
        this.cluster = cluster;
        this.blows = blows;
    }

    /** Opens one, which these blows are to fall on. */
    static Crew open(String tag, HostBlows blows) {
        ENGINE.setLevel(Level.OFF);
        Hosts hosts = Hosts.onLoopback("chaos-" + ProcessHandle.current().pid());
        HostMembers members = new HostMembers(MEMBERS, OwnJvm.command(
                List.of(tag, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), MemberMain.class,
                hosts.words()));
        try {
            Cluster cluster = Cluster.open(o -> hosts.options(o).withMinimumMembers(MEMBERS));
            blows.aimAt(hosts, cluster, tag);
            return new HostCrew(members, cluster, blows);
        } catch (Throwable failed) {
            members.close();
            throw failed;
        }
    }

    private Cluster on(Terms terms) {
        Cluster with = terms.retries() == 0 ? cluster : cluster.repeatable(terms.retries());
        return terms.limit() == null ? with : with.within(terms.limit());
    }

    @Override
    public <T> Task<T> start(RemoteCallable<T> job, Terms terms) {
        return on(terms).start(job);
    }

    @Override
    public <T> Task<T> startAsync(RemoteAsyncCallable<T> job, Terms terms) {
        return on(terms).start(job);
    }

    @Override
    public <A, R> List<R> map(RemoteFunction<A, R> function, List<A> items, int chunk, Terms terms) {
        return on(terms).map(function, items, chunk);
    }

    /** They come and go as they are struck. */
    @Override
    public void resize(int workers) {}

    @Override
    public boolean isAtRest() {
        ClusterStats stats = cluster.stats();
        return stats.started() == stats.ended() && stats.running() + stats.queued() == 0
                && stats.members().size() == MEMBERS && stats.members().stream().noneMatch(MemberStats::isLeaving);
    }

    @Override
    public HostFigures hosts() {
        ClusterStats stats = cluster.stats();
        return new HostFigures(members.started(), blows.left(), blows.rivals(), 0, 0, stats.lost(), stats.retried(),
                stats.bounced(), stats.late());
    }

    @Override
    public String describe() {
        return cluster.stats().toString();
    }

    @Override
    public void abort() {
        cluster.abort();
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } finally {
            members.close();
        }
    }
}
