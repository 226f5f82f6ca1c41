package dev.footbridge.cli.chaos;

import dev.footbridge.Task;
import dev.footbridge.cli.cluster.EngineLog;
import dev.footbridge.cli.cluster.OwnJvm;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.cluster.ClusterStats;
import dev.footbridge.cluster.MemberStats;
import dev.footbridge.processes.RemoteAsyncCallable;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import java.util.List;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** The members of a {@link Cluster}, in JVMs of their own; this one submits. */
final class HostCrew implements Crew {

    private static final int MEMBERS = 3;

    private final HostMembers members;
    private final Cluster cluster;
    private final HostBlows blows;
    private final @Nullable Wires wires;

    private HostCrew(HostMembers members, Cluster cluster, HostBlows blows, @Nullable Wires wires) {
        this.members = members;
        this.cluster = cluster;
        this.blows = blows;
        this.wires = wires;
    }

    /** Opens one, which these blows are to fall on. */
    static Crew open(String tag, HostBlows blows) {
        EngineLog.limit(Level.OFF); // that members are gone is no news here
        Wires wires = Wires.lay(MEMBERS).orElse(null);
        String name = "chaos-" + ProcessHandle.current().pid();
        Hosts hosts = wires == null ? Hosts.onLoopback(name) : Hosts.on(wires, name, MEMBERS);
        HostMembers members = new HostMembers(MEMBERS, i -> {
            List<String> command = OwnJvm.command(
                    List.of(tag, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), MemberMain.class,
                    hosts.words(i));
            return wires == null ? command : wires.at(i, command);
        });
        try {
            Cluster cluster = Cluster.open(o -> hosts.options(o).withMinimumMembers(MEMBERS));
            blows.aimAt(new HostBlows.Target(hosts, cluster, tag, members, wires));
            return new HostCrew(members, cluster, blows, wires);
        } catch (Throwable failed) {
            end(members, wires);
            throw failed;
        }
    }

    private static void end(HostMembers members, @Nullable Wires wires) {
        members.close();
        if (wires != null) {
            wires.close();
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
        return new HostFigures(members.started(), blows.left(), blows.rivals(), 0, blows.cuts(), stats.lost(),
                stats.retried(),
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
            end(members, wires);
        }
    }
}
