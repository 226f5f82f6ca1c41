package dev.footbridge.conformance.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.footbridge.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;

/** Two members of a Hazelcast cluster in this JVM, which nobody else can join; jobs are submitted to the first. */
final class Grid implements AutoCloseable {

    static final int THREADS = 4;
    private static final String HERE = "127.0.0.1";

    final HazelcastInstance one;
    final HazelcastInstance two;

    private Grid(HazelcastInstance one, HazelcastInstance two) {
        this.one = one;
        this.two = two;
    }

    static Grid open() throws IOException {
        String name = UUID.randomUUID().toString();
        int port = freePort();
        HazelcastInstance one = member(name, "one", port, port);
        HazelcastInstance two = member(name, "two", freePort(), port);
        return new Grid(one, two);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
            return socket.getLocalPort();
        }
    }

    private static HazelcastInstance member(String cluster, String name, int port, int first) {
        Config config = new Config(name + "-" + cluster).setClusterName(cluster)
                .setProperty("hazelcast.logging.type", "none").setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0");
        NetworkConfig network = config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(HERE);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember(HERE + ":" + first);
        config.getExecutorConfig("jobs").setPoolSize(THREADS);
        return Hazelcast.newHazelcastInstance(config);
    }

    /** Its executor as a level. */
    Level level() {
        return Level.on("jobs", one.getExecutorService("jobs"));
    }

    /** The member that the calling job runs in, {@code one} or {@code two}. */
    static String here() {
        String thread = Thread.currentThread().getName(); // such as hz.two-b1c2.cached.thread-3
        return thread.replaceFirst("^hz\\.(one|two)-.*$", "$1");
    }

    @Override
    public void close() {
        two.getLifecycleService().terminate();
        one.getLifecycleService().terminate();
    }
}
