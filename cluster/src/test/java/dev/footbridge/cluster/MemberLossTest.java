package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Law 4 on a cluster: members in JVMs of their own that die, hang, come and go")
class MemberLossTest {

    private final int port = Ports.next();
    private final List<MemberProcess> members = new ArrayList<>();

    @TempDir
    Path folder;

    private MemberProcess member(String name) throws IOException {
        MemberProcess member = MemberProcess.start(port, name, 2);
        members.add(member);
        return member;
    }

    private Cluster cluster(int minimum) {
        return Cluster.open(o -> MemberProcess.options(o, port).withMinimumMembers(minimum));
    }

    @AfterEach
    void end() {
        members.forEach(MemberProcess::close);
    }

    /** Leaves a mark for each time that it runs. */
    private static int marked(Path marks, int number, long millis) throws Exception {
        Files.writeString(marks, number + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        Thread.sleep(millis);
        return number;
    }

    private static Map<Integer, Long> runs(Path marks) throws IOException {
        try (var lines = Files.lines(marks)) {
            return lines.collect(Collectors.groupingBy(Integer::valueOf, TreeMap::new, Collectors.counting()));
        }
    }

    private List<Task<Integer>> start(Cluster cluster, int jobs, long millis) {
        String marks = folder.resolve("marks").toString();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            int number = i;
            tasks.add(cluster.start(() -> marked(Path.of(marks), number, millis)));
        }
        return tasks;
    }

    private static void awaitEnded(Cluster cluster, long jobs) throws InterruptedException {
        while (cluster.stats().ended() < jobs) {
            Thread.sleep(5);
        }
    }

    /** Each has its own result, or an error that names the member; how many have. */
    private static int lost(List<Task<Integer>> tasks, String member) {
        int lost = 0;
        for (int i = 0; i < tasks.size(); i++) {
            switch (tasks.get(i).outcome()) {
                case Outcome.Success<Integer>(Integer value) -> assertThat(value).isEqualTo(i);
                case Outcome.Failure<Integer>(MemberLostException error) -> {
                    assertThat(error.member()).isEqualTo(member);
                    assertThat(error).hasMessageContaining("member '" + member + "'").hasMessageContaining("was lost");
                    lost++;
                }
                case Outcome<Integer> other -> throw new AssertionError("job " + i + " ended as " + other);
            }
        }
        return lost;
    }

    @Test
    @DisplayName("a member that is killed fails what it had, and nothing else; no job runs twice")
    void survivesAKill() throws Exception {
        MemberProcess victim = member("victim");
        member("other");
        try (Cluster cluster = cluster(2)) {
            List<Task<Integer>> tasks = start(cluster, 150, 20);
            awaitEnded(cluster, 20);
            victim.kill();
            int lost = lost(tasks, "victim");
            assertThat(lost).isBetween(0, 2);
            assertThat(runs(folder.resolve("marks"))).hasSizeBetween(150 - lost, 150).allSatisfy(
                    (_, times) -> assertThat(times).isEqualTo(1));
            assertThat(cluster.stats().members()).extracting(MemberStats::name).containsExactly("other");
        }
    }

    @Test
    @DisplayName("10,000 jobs that may be repeated end once each, in order, while one member is killed, one hangs and comes"
            + " back, and one joins")
    void survivesAll() throws Exception {
        MemberProcess killed = member("killed");
        MemberProcess hung = member("hung");
        member("other");
        try (Cluster cluster = cluster(3)) {
            List<Task<Integer>> tasks = start(cluster.repeatable(5), 10_000, 1);
            awaitEnded(cluster, 500);
            killed.kill();
            hung.signal("STOP");
            member("new");
            while (cluster.stats().members().stream().noneMatch(each -> each.name().equals("new"))
                    || cluster.stats().members().size() > 2) {
                Thread.sleep(5);
            }
            hung.signal("CONT");
            assertThat(lost(tasks, "none")).isZero();
            assertThat(runs(folder.resolve("marks"))).hasSize(10_000);
            while (cluster.stats().members().size() < 3) {
                Thread.sleep(10);
            }
            assertThat(cluster.map(x -> x + 1, IntStream.range(0, 100).boxed().toList(), 1))
                    .isEqualTo(IntStream.range(1, 101).boxed().toList());
            awaitEnded(cluster, 10_100);
            assertThat(cluster.stats().started()).isEqualTo(10_100);
        }
    }

    @Test
    @DisplayName("a new member gets work at once, and one that leaves finishes what it has")
    void comeAndGo() throws Exception {
        MemberProcess first = member("first");
        try (Cluster cluster = cluster(1)) {
            List<Task<Integer>> tasks = start(cluster, 400, 20);
            member("second");
            while (cluster.stats().members().stream()
                    .noneMatch(each -> each.name().equals("second") && each.ended() > 0)) {
                assertThat(tasks).as("jobs for the new member").anyMatch(task -> !task.isDone());
                Thread.sleep(5);
            }
            first.leave();
            assertThat(first.ends()).isTrue();
            assertThat(lost(tasks, "none")).isZero();
            assertThat(runs(folder.resolve("marks"))).hasSize(400)
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        }
    }

    /** Submits a job that never ends by itself, and is killed. */
    static final class Submitter {
        public static void main(String[] args) throws Exception {
            int port = Integer.parseInt(args[0]);
            String mark = args[1];
            Cluster cluster = Cluster.open(o -> MemberProcess.options(o, port));
            cluster.start(() -> {
                try {
                    Thread.sleep(Long.MAX_VALUE);
                    return 0;
                } finally {
                    Files.writeString(Path.of(mark), "cancelled");
                }
            });
            while (cluster.stats().running() == 0) {
                Thread.sleep(5);
            }
            Thread.sleep(500);
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    @DisplayName("the jobs of a submitter that dies are cancelled, and its slots are free for others")
    void cancelsForDeadSubmitters() throws Exception {
        member("only");
        Path mark = folder.resolve("mark");
        Process submitter = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-cp", System.getProperty("java.class.path"), Submitter.class.getName(),
                Integer.toString(port), mark.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (Cluster cluster = cluster(1)) {
            assertThat(submitter.waitFor()).isEqualTo(1);
            while (!Files.exists(mark)) {
                Thread.sleep(10);
            }
            assertThat(cluster.map(x -> x, IntStream.range(0, 20).boxed().toList(), 1)).hasSize(20);
        } finally {
            submitter.destroyForcibly();
        }
    }
}
