package dev.footbridge.cli.chaos;

import dev.footbridge.cli.cluster.OwnJvm;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.cluster.MemberStats;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Kills members of a cluster, stops them or cuts them off for less or longer than they may be silent, has them leave, sends
 * strangers to their ports, and kills other submitters in the middle of their jobs.
 */
final class HostBlows implements Havoc.Blows {

    /** A JVM starts in the meantime, on a machine that has enough to do. */
    private static final int LEAST_PAUSE = 300;
    private static final int MOST_PAUSE = 3_000;
    private static final int SHORT = (int) Hosts.FAILURE.toMillis() / 2;
    private static final Duration LONG = Hosts.FAILURE.multipliedBy(2);
    private static final Duration RIVAL_STARTS = Duration.ofSeconds(30);
    private static final int RIVAL_STAYS = 1_000;
    private static final int MOST_CUT = 3 * (int) Hosts.FAILURE.toMillis();
    private static final int MOST_STRANGERS = 8;
    /** Of the blows. */
    private static final int RIVAL_EVERY = 4;

    private final AtomicLong left = new AtomicLong();
    private final AtomicLong rivals = new AtomicLong();
    private @Nullable Target target;
    private final AtomicLong cuts = new AtomicLong();
    private @Nullable Thread rival;
    private @Nullable Thread cut;
    private long blows;

    private enum Blow {
        KILL, LEAVE, STOP_SHORT, STOP_LONG, STRANGERS, CUT
    }

    /** Those to come: a short run has each of them, too. */
    private final List<Blow> deck = new ArrayList<>();

    /**
     * Where the blows are to fall.
     *
     * @param wires the wires of the members; null if they have none
     */
    record Target(Hosts hosts, Cluster cluster, String tag, HostMembers members, @Nullable Wires wires) {}

    /** Where the blows are to fall. */
    void aimAt(Target one) {
        target = one;
    }

    /** How many members were told to leave. */
    long left() {
        return left.get();
    }

    /** How often a wire was cut. */
    long cuts() {
        return cuts.get();
    }

    /** How many other submitters were killed. */
    long rivals() {
        return rivals.get();
    }

    @Override
    public Duration pause(Chance chance) {
        return Duration.ofMillis(chance.rather(LEAST_PAUSE, MOST_PAUSE));
    }

    @Override
    public void strike(Havoc havoc, ProcessHandle worker, Chance chance) throws IOException {
        Target at = target;
        if (at == null) {
            return;
        }
        if (blows++ % RIVAL_EVERY == 0 && (rival == null || !rival.isAlive())) {
            Duration stay = chance.upTo(RIVAL_STAYS);
            rival = Thread.ofPlatform().daemon().name("chaos-rival").start(() -> sendRival(havoc, at, stay));
        }
        if (deck.isEmpty()) {
            deck.addAll(List.of(Blow.KILL, Blow.KILL, Blow.KILL, Blow.LEAVE, Blow.STOP_SHORT, Blow.STOP_SHORT,
                    Blow.STOP_LONG, Blow.STOP_LONG, Blow.STRANGERS, Blow.CUT));
        }
        Blow blow = chance.pick(deck);
        deck.remove(blow);
        switch (blow) {
            case KILL -> havoc.kill(worker, "KILL");
            case LEAVE -> {
                left.incrementAndGet();
                Havoc.signal(worker, "TERM");
            }
            case STOP_SHORT -> havoc.stop(worker, Duration.ofMillis(chance.rather(20, SHORT)), "CONT");
            case STOP_LONG -> havoc.stop(worker, LONG, "CONT");
            case STRANGERS -> sendStrangers(havoc, at.cluster().stats().members(), chance);
            case CUT -> cut(havoc, at, chance);
        }
    }

    /** One member is out of reach for a while: not for long enough to be lost, or for longer. */
    private void cut(Havoc havoc, Target at, Chance chance) throws IOException {
        Wires wires = at.wires();
        if (wires == null || (cut != null && cut.isAlive())) {
            return;
        }
        int member = chance.between(0, at.hosts().members().size() - 1);
        long length = chance.oneIn(3) ? chance.between(20, SHORT) : chance.between(SHORT, MOST_CUT);
        havoc.leaveCut(at.members().process(member));
        cuts.incrementAndGet();
        cut = Thread.ofPlatform().daemon().name("chaos-cut").start(() -> {
            wires.cut(member);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(length));
            wires.mend(member);
        });
    }

    private static void sendStrangers(Havoc havoc, List<MemberStats> members, Chance chance) {
        if (members.isEmpty()) {
            return;
        }
        for (int i = chance.between(1, MOST_STRANGERS); i > 0; i--) {
            String[] place = chance.pick(members).address().split(":", -1);
            Chance own = new Chance(chance.between(0, Integer.MAX_VALUE - 1));
            Thread.startVirtualThread(
                    () -> Stranger.call(new InetSocketAddress(place[0], Integer.parseInt(place[1])), own));
            havoc.garbled();
        }
    }

    /** Another submitter: it comes, its jobs begin, and it is killed. */
    private void sendRival(Havoc havoc, Target at, Duration stay) {
        Process process;
        try {
            process = new ProcessBuilder(OwnJvm.command(List.of(Victims.spared(at.tag()), "-Xmx128m",
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Rival.class,
                    List.of(at.hosts().word(), havoc.marks().toString())))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            return; // the machine has enough
        }
        process.onExit().orTimeout(RIVAL_STARTS.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(_ -> process.destroyForcibly());
        try (BufferedReader words = process.inputReader()) {
            String line = words.readLine();
            if (Rival.READY.equals(line)) {
                LockSupport.parkNanos(stay.toNanos());
                rivals.incrementAndGet();
            }
        } catch (IOException gone) {
            // so be it
        } finally {
            process.destroyForcibly();
            boolean _ = process.onExit().join().isAlive();
        }
    }

    @Override
    public void end() {
        try {
            for (Thread last : new Thread[]{rival, cut}) {
                if (last != null) {
                    last.join(RIVAL_STARTS.plusSeconds(RIVAL_STARTS.toSeconds()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
