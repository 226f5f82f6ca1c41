package dev.footbridge.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A member in a JVM of its own. */
final class MemberProcess implements AutoCloseable {

    /** How soon lost members are given up in these tests. */
    static final Duration FAILURE = Duration.ofSeconds(3);

    private final Process process;

    private MemberProcess(Process process) {
        this.process = process;
    }

    /** A member of the cluster at this port, with so many slots; ready when this returns. */
    static MemberProcess start(int port, String name, int slots) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(java, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), MemberProcess.class.getName(), Integer.toString(port),
                name, Integer.toString(slots))).redirectErrorStream(true).start();
        BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.equals("READY")) {
                Thread.startVirtualThread(() -> out.lines().forEach(_ -> {}));
                return new MemberProcess(process);
            }
        }
        throw new IOException("the member did not start: " + said);
    }

    static ClusterOptions options(ClusterOptions o, int port) {
        return o.withName("test-" + port).withMembers("127.0.0.1:" + port).withPort(port).withPortRange(9)
                .withFailureTimeout(FAILURE).withOpenTimeout(Duration.ofSeconds(60));
    }

    /** Joins, and serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        try (Cluster cluster = Cluster.open(o -> options(o, port).withMemberName(args[1])
                .withSlots(Integer.parseInt(args[2])).withMinimumMembers(0))) {
            System.out.println("READY");
            while (System.in.read() >= 0) {
                // until it ends
            }
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Has it leave, in order. */
    void leave() throws IOException {
        process.getOutputStream().close();
    }

    boolean ends() throws InterruptedException {
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
