package dev.footbridge.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.benchmarks.asyncio.StubPeer;
import dev.footbridge.cli.Main;
import dev.footbridge.cli.Ran;
import dev.footbridge.cli.bench.jmh.StubJmh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class BenchCommandTest {

    private static final Map<String, String> LISTS = Map.of("benchmark-mains",
            "# programs beside JMH\n" + StubPeer.class.getName() + "\n", "benchmark-quick",
            "-p capacity=64\n\n-r\n1ms\n");

    @TempDir
    private Path folder;

    // ---- what is measured

    @Test
    void measuresTheQuestionsOfTheJarAndOfTheProgramsBesideIt() throws Exception {
        Set<Long> before = children();
        Ran ran = bench(StubJmh.class, "--only", "bridge,queue").isFine();

        assertThat(ran.out()).contains("Footbridge beside its peers: bridge, queue, asyncio\nOn ", " CPUs (",
                "One after another").doesNotContain("it shows that all works");
        assertThat(ran.out().lines()).anyMatch(line -> line.matches(
                " *a call, to any hand-over +bridge round trip +footbridgeCall +singleThreadExecutor +0.00500 .* met"))
                .anyMatch(line -> line.matches(" *a queue of capacity 64, .* 0.500 .* 0.4 +MISSED"))
                .anyMatch(line -> line.matches(" *asyncio +30,000 +± 1,500 +ns +5.00 .*"));
        JsonNode json = json();
        assertThat(json.path("warm").booleanValue()).isTrue();
        assertThat(json.path("failures")).isEmpty();
        assertThat(json.path("command").stringValue()).startsWith("./footbridge bench --benchmarks ");
        assertThat(contenders(json)).containsExactly("bridge footbridgeCall", "bridge singleThreadExecutor",
                "bridge asyncio", "queue footbridge", "queue joxChannel", "queue footbridge", "queue joxChannel",
                "queue asyncio-full");
        assertThat(out().resolve("bench.html")).isNotEmptyFile();
        assertThat(out().resolve("jmh/queue.json")).isNotEmptyFile();
        assertThat(children()).isSubsetOf(before);
    }

    @Test
    void isQuickWhereOnlyThatItWorksIsAsked() throws Exception {
        Ran ran = bench(StubJmh.class, "--quick", "--only", "queue").isFine();

        assertThat(ran.out()).contains("Each for a moment, two at a time", "it shows that all works, not how fast",
                "not judged").doesNotContain("MISSED");
        assertThat(json().path("warm").booleanValue()).isFalse();
        assertThat(contenders(json())).contains("queue asyncio-quick").noneMatch(name -> name.startsWith("bridge"));
    }

    @Test
    void tellsJmhWhatTheUserSaysInPlaceOfTheUsual() throws Exception {
        bench(StubJmh.class, "--quick", "--only", "queue", "--jmh", "-r 10ms").isFine();
        assertThat(json().path("command").stringValue()).endsWith(" --quick --only queue --jmh '-r 10ms'");

        Ran twice = bench(StubJmh.class, "--only", "queue", "--jmh", " -r 1s  -r 2s ");
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.out()).contains("Found multiple arguments for option r");
    }

    @Test
    void aRunOfSomeQuestionsNeedsNoJar() throws Exception {
        Ran ran = Ran.with("bench", "--quick", "--only", "http", "--out", out()).isFine();
        assertThat(ran.out()).contains("HTTP: The processor time of a call", "sync-pool", "footbridge-async");
        assertThat(json().path("rows").valueStream().map(row -> row.path("params").path("calls").stringValue())
                .distinct()).containsExactly("10", "100");
    }

    // ---- what fails

    @Test
    void namesABenchmarkThatFailsAndKeepsTheOthers() throws Exception {
        Ran ran = bench(StubJmh.Broken.class, "--only", "bridge,queue");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FAILED: queue: dev.footbridge.benchmarks.queue.QueueBenchmark.joxChannel"
                + " (capacity = 64): java.lang.IllegalStateException: the sum is 3");
        assertThat(json().path("failures")).hasSize(2);
        assertThat(json().path("complete").booleanValue()).isTrue();
        assertThat(contenders(json())).contains("bridge footbridgeCall", "queue footbridge")
                .doesNotContain("queue joxChannel");
    }

    @Test
    void namesWhatWasBegunWhenTheRunEndedBeforeItsFigures() throws Exception {
        Ran ran = bench(StubJmh.Dead.class, "--only", "queue");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FAILED: queue: queue exited with code 3: no memory today",
                "FAILED: queue: dev.footbridge.benchmarks.queue.QueueBenchmark.footbridge: it has no figure");
    }

    @Test
    void aRunThatMeasuresNothingHasFailed() throws Exception {
        Ran ran = Ran.with("bench", "--benchmarks", StubJmh.jar(folder, StubJmh.Empty.class, Map.of()), "--out", out(),
                "--only", "queue");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FAILED: nothing was measured");
    }

    @Test
    void leavesWhatItHasMeasuredAndNoProcessWhenItIsEnded() throws Exception {
        Path jar = StubJmh.jar(folder, StubJmh.Endless.class, Map.of());
        Process command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "bench", "--only", "bridge,queue",
                "--benchmarks", jar.toString(), "--out", out().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        List<ProcessHandle> below = List.of();
        try {
            below = untilItHasTwoBelow(command);
            command.toHandle().destroy();
            assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(command.exitValue()).isEqualTo(143);
            assertThat(command.getErrorStream().readAllBytes()).isEmpty();
            assertThat(below).allSatisfy(
                    process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20)));
            assertThat(json().path("complete").booleanValue()).isFalse();
            assertThat(json().path("failures")).isEmpty();
            assertThat(contenders(json())).containsExactly("bridge footbridgeCall", "bridge singleThreadExecutor");
        } finally {
            command.descendants().forEach(ProcessHandle::destroyForcibly);
            below.forEach(ProcessHandle::destroyForcibly);
            command.destroyForcibly();
        }
    }

    private static List<ProcessHandle> untilItHasTwoBelow(Process command) throws InterruptedException {
        for (int i = 0; i < 800; i++) {
            List<ProcessHandle> below = command.descendants().toList();
            if (below.size() == 2) {
                return below;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the second question was not begun: " + command.info());
    }

    // ---- what is refused

    @Test
    void refusesWhatItCannotDo() throws Exception {
        Path jar = StubJmh.jar(folder, StubJmh.class, LISTS);
        Ran.with("bench", "--benchmarks", jar, "--only", "quack", "--out", out()).isRefusedWith(
                "there is no question 'quack': name some of hosts, processes, http, bridge, queue");
        Ran.with("bench", "--benchmarks", folder.resolve("none.jar"))
                .isRefusedWith("none.jar, which is not there: name benchmarks.jar");
        Path file = Files.writeString(folder.resolve("file"), "");
        Ran.with("bench", "--benchmarks", jar, "--only", "queue", "--out", file)
                .isRefusedWith(file + " is a file: name a folder to write to");
        Ran.with("bench", "--benchmarks", file, "--out", out()).isRefusedWith("file does not list its benchmarks (",
                "build it anew, or name another with --benchmarks");
    }

    private Ran bench(Class<?> main, Object... more) throws Exception {
        return Ran.with(
                Stream.concat(Stream.of("bench", "--benchmarks", StubJmh.jar(folder, main, LISTS), "--out", out()),
                        Stream.of(more)).toArray());
    }

    private Path out() {
        return folder.resolve("report");
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out().resolve("bench.json"));
    }

    private static Stream<String> contenders(JsonNode json) {
        return json.path("rows").valueStream()
                .map(row -> row.path("question").stringValue() + " " + row.path("contender").stringValue());
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
