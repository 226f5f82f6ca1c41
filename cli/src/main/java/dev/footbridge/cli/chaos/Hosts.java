package dev.footbridge.cli.chaos;

import dev.footbridge.cli.cluster.OwnJvm;
import dev.footbridge.cluster.ClusterOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where the members of one run find each other.
 *
 * @param cluster the cluster's name
 * @param host the address where the first of them, and whoever submits, listens
 * @param port the first of the ports that they listen on
 */
record Hosts(String cluster, String host, int port) {

    /** Short, so that also a short run sees members lost, and some that come back. */
    static final Duration FAILURE = Duration.ofMillis(2_500);
    static final int SLOTS = 2;

    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final String GAP = ",";

    /** With a range of ports that begins with a free one. */
    static Hosts onLoopback(String cluster) {
        return new Hosts(cluster, InetAddress.getLoopbackAddress().getHostAddress(), OwnJvm.freePort());
    }

    /** In one word. */
    String word() {
        return String.join(GAP, cluster, host, String.valueOf(port));
    }

    /** And back. */
    static Hosts of(String word) {
        String[] parts = word.split(GAP, -1);
        return new Hosts(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    /** The options of a submitter. */
    ClusterOptions options(ClusterOptions base) {
        return base.withName(cluster).withMembers(host + ":" + port).withPort(port).withFailureTimeout(FAILURE)
                .withOpenTimeout(OPEN);
    }

    /** The options of a member, as words for {@code footbridge worker}. */
    List<String> words() {
        return List.of("--cluster", cluster, "--join", host + ":" + port, "--port", String.valueOf(port), "--slots",
                String.valueOf(SLOTS), "--failure-timeout", FAILURE.toMillis() + "ms", "--drain", "20s");
    }
}
