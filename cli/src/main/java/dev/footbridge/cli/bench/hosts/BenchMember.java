package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cluster.Cluster;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/** A member of both clusters, in a JVM of its own, until its standard input ends. */
final class BenchMember {

    private BenchMember() {}

    public static void main(String[] args) throws IOException {
        Meeting meeting = new Meeting(Integer.parseInt(args[0]));
        AtomicReference<dev.footbridge.cluster.ClusterOptions> plain = new AtomicReference<>();
        try (Cluster _ = Cluster.open(o -> {
            plain.set(o);
            return meeting.cluster(o).withMemberName(args[1]).withSlots(Effort.SLOTS).withMinimumMembers(0);
        }); EngineSide _ = EngineSide.join(meeting.engine(plain.get()).withMemberName(args[1]))) {
            while (System.in.read() >= 0) {
                // until it ends
            }
        }
    }
}
