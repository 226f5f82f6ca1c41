package dev.footbridge.cli.chaos;

import dev.footbridge.cli.cluster.OwnJvm;
import dev.footbridge.cluster.ClusterOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the members of one run find each other: each at an address of its own, or all on loopback.
 *
 * @param cluster the cluster's name
 * @param port the first of the ports that they listen on
 * @param own where submitters listen
 * @param members where members listen
 */
record Hosts(String cluster, int port, String own, List<String> members) {

    /** Short, so that also a short run sees members lost, and some that come back. */
    static final Duration FAILURE = Duration.ofMillis(2_500);
    static final int SLOTS = 2;

    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String GAP = ",";

    /** On loopback, from a free port on. */
    static Hosts onLoopback(String cluster) {
        return new Hosts(cluster, OwnJvm.freePort(), LOOPBACK, List.of(LOOPBACK));
    }

    /** Each at the end of its wire. */
    static Hosts on(Wires wires, String cluster, int count) {
        return new Hosts(cluster, OwnJvm.freePort(), wires.own(),
                IntStream.range(0, count).mapToObj(wires::address).toList());
    }

    private boolean isOnLoopback() {
        return own.equals(LOOPBACK);
    }

    /** In one word. */
    String word() {
        return String.join(GAP, cluster, String.valueOf(port), own, String.join(GAP, members));
    }

    /** And back. */
    static Hosts of(String word) {
        List<String> parts = List.of(word.split(GAP, -1));
        return new Hosts(parts.get(0), Integer.parseInt(parts.get(1)), parts.get(2), parts.subList(3, parts.size()));
    }

    private List<String> places() {
        List<String> all = new ArrayList<>(members);
        if (!isOnLoopback()) {
            all.add(own);
        }
        return all.stream().map(host -> host + ":" + port).toList();
    }

    /** The options of a submitter. */
    ClusterOptions options(ClusterOptions base) {
        ClusterOptions set = base.withName(cluster).withMembers(places().toArray(String[]::new)).withBind(own)
                .withPort(port).withFailureTimeout(FAILURE).withOpenTimeout(OPEN);
        return isOnLoopback() ? set : set.withInsecureNetwork();
    }

    /** The options of a member, as words for {@code footbridge worker}. */
    List<String> words(int member) {
        List<String> words = new ArrayList<>(List.of("--cluster", cluster, "--join",
                places().stream().collect(Collectors.joining(GAP)), "--bind",
                members.get(Math.min(member, members.size() - 1)), "--port", String.valueOf(port), "--slots",
                String.valueOf(SLOTS), "--failure-timeout", FAILURE.toMillis() + "ms", "--drain", "20s"));
        if (!isOnLoopback()) {
            words.add("--insecure-network");
        }
        return words;
    }
}
