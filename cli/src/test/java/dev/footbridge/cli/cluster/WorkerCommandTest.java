package dev.footbridge.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Task;
import dev.footbridge.cli.Ran;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.processes.UnsendableException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(150)
class WorkerCommandTest {

    private final int port = OwnJvm.freePort();
    private final String place = "127.0.0.1:" + port;

    private Cluster cluster() {
        return Cluster.open(o -> o.withMembers(place).withPort(port).withCodeSent()
                .withOpenTimeout(Duration.ofSeconds(60)));
    }

    private WorkerJvm worker(String classPath, Object... options) throws IOException {
        Object[] all = new Object[options.length + 8];
        Object[] first = {"--join", place, "--port", port, "--slots", 1, "--member", "w"};
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return WorkerJvm.start(classPath, all);
    }

    private static long slowly(String mark) throws Exception {
        Files.createFile(Path.of(mark));
        Thread.sleep(1_000);
        return ProcessHandle.current().pid();
    }

    @Test
    void showsItsSlotsAndLetsJobsFinishWhenItIsTerminated(@TempDir Path folder) throws Exception {
        Path mark = folder.resolve("begun");
        Path json = folder.resolve("stats.json");
        try (WorkerJvm worker = worker(WorkerJvm.wholeClassPath(), "--async-slots", 7); Cluster cluster = cluster()) {
            String name = mark.toString();
            Task<Long> job = cluster.start(() -> slowly(name));
            while (!Files.exists(mark)) {
                Thread.sleep(5);
            }
            Ran ran = Ran.with("cluster", "stats", "--join", place, "--port", port, "--json", json).isFine();
            assertThat(ran.out().lines().toList().getFirst()).matches(
                    "member +address +slots +taken +async slots +taken");
            assertThat(ran.out().lines().toList().get(1)).matches("w +" + place + " +1 +[01] +7 +0");

            worker.terminate();
            assertThat(job.result()).isEqualTo(worker.pid());
            assertThat(worker.exitCode()).as("SIGTERM").isEqualTo(143);
            assertThat(worker.said()).containsExactly("Member 'w' of cluster 'cluster' listens on " + place
                    + " and runs 1 blocking and 7 async jobs at once", "Draining");
        }
        JsonNode member = JsonMapper.shared().readTree(json).get(0);
        assertThat(member.path("name").stringValue()).isEqualTo("w");
        assertThat(member.path("address").stringValue()).isEqualTo(place);
        assertThat(member.path("slots").intValue()).isEqualTo(1);
        assertThat(member.path("asyncSlots").intValue()).isEqualTo(7);
    }

    @Test
    void statsOfNobodySaysWhatToDo() {
        Ran.with("cluster", "stats", "--join", place, "--port", port, "--wait", "100ms").isRefusedWith(
                "cluster 'cluster' has 0 members that run jobs", "start some (footbridge worker --join HOST:PORT)");
    }

    @Test
    void refusesCodeThatItDoesNotHave() throws Exception {
        try (WorkerJvm _ = worker(WorkerJvm.classPathWithoutJobs()); Cluster cluster = cluster()) {
            assertThatThrownBy(() -> cluster.call(WorkerCommandTest::answer)).isInstanceOf(UnsendableException.class)
                    .hasMessageContaining(WorkerCommandTest.class.getName());
        }
    }

    @Test
    void takesCodeFromWhoSendsItWhenToldSo() throws Exception {
        try (WorkerJvm _ = worker(WorkerJvm.classPathWithoutJobs(), "--accept-code"); Cluster cluster = cluster()) {
            assertThat(cluster.<Integer>call(WorkerCommandTest::answer)).isEqualTo(42);
        }
    }

    @Test
    void findsCodeOnItsClassPath() throws Exception {
        try (WorkerJvm _ = worker(WorkerJvm.classPathWithoutJobs(), "--class-path", jobs());
                Cluster cluster = cluster()) {
            assertThat(cluster.<Integer>call(WorkerCommandTest::answer)).isEqualTo(42);
        }
    }

    private static Path jobs() throws URISyntaxException {
        return Path.of(WorkerCommandTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    static int answer() {
        return 42;
    }

    @Test
    void runsJobsInProcessesWhenToldSo(@TempDir Path folder) throws Exception {
        Path mark = folder.resolve("begun");
        try (WorkerJvm worker = worker(WorkerJvm.wholeClassPath(), "--processes"); Cluster cluster = cluster()) {
            long pid = cluster.<Long>call(() -> ProcessHandle.current().pid());
            assertThat(pid).isNotEqualTo(worker.pid()).isNotEqualTo(ProcessHandle.current().pid());
            String name = mark.toString();
            Task<Long> job = cluster.start(() -> slowly(name));
            while (!Files.exists(mark)) {
                Thread.sleep(5);
            }
            worker.terminate();
            assertThat(job.result()).as("it drains").isEqualTo(pid);
            assertThat(worker.exitCode()).isEqualTo(143);
            assertThat(ProcessHandle.of(pid).map(own -> own.onExit().join().isAlive()).orElse(false))
                    .as("its own worker").isFalse();
        }
    }
}
