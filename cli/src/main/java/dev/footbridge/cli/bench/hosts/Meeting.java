package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cluster.ClusterOptions;
import java.time.Duration;

/**
 * Where the members of one run find each other: two clusters on ranges of ports that do not meet.
 *
 * @param port the first port
 */
record Meeting(int port) {

    private static final int RANGE = 9;
    private static final Duration OPEN = Duration.ofSeconds(60);

    ClusterOptions cluster(ClusterOptions base) {
        return at(base, port, "bench");
    }

    ClusterOptions engine(ClusterOptions base) {
        return at(base, port + RANGE + 1, "bench-engine");
    }

    private static ClusterOptions at(ClusterOptions base, int port, String name) {
        return base.withName(name).withMembers("127.0.0.1:" + port).withPort(port).withPortRange(RANGE)
                .withOpenTimeout(OPEN);
    }
}
