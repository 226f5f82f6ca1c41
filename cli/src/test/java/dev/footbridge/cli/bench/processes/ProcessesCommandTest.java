package dev.footbridge.cli.bench.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.cli.Ran;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProcessesCommandTest {

    private static final Effort TINY = new Effort(20, 1, 2, 0, 1, 0, 1, 0, 1);

    @Test
    void measuresEachStepOfFootbridgeAndOfPythonIfThereIsOne(@TempDir Path folder) {
        Path json = folder.resolve("bench.json");
        Ran ran = Ran.with("bench", "processes", "--quick", "--json", json).isFine();

        assertThat(ran.out()).contains("cold map, chunk 100", "every result was checked", "Load of the machine",
                "it shows that all works, not how fast").doesNotContain("target");
        JsonNode result = JsonMapper.shared().readTree(json);
        List<String> contenders = Python.find().isEmpty()
                ? List.of("footbridge")
                : List.of("footbridge", "python-fork", "python-spawn");
        assertThat(rows(result).map(row -> row.path("step").stringValue() + " "
                + row.path("contender").stringValue())).containsExactlyElementsOf(
                        Stream.of("start", "coldMap", "startAndMap", "call", "mapSingles", "mapChunks", "echo")
                                .flatMap(step -> contenders.stream().map(name -> step + " " + name)).toList());
        rows(result).forEach(row -> {
            assertThat(row.path("seconds").doubleValue()).isPositive();
            assertThat(row.path("ratio").doubleValue() > 0).isEqualTo(contenders.size() > 1);
        });
        assertThat(rows(result).filter(row -> row.path("target").doubleValue() > 0)
                .map(row -> row.path("step").stringValue() + " " + row.path("target").doubleValue()))
                .containsExactly("coldMap 4.0", "call 0.4", "mapSingles 0.2", "mapChunks 1.0", "echo 1.0");
    }

    private static Stream<JsonNode> rows(JsonNode result) {
        return result.path("rows").valueStream();
    }

    @Test
    void measuresFootbridgeAloneWithoutPython() {
        StringWriter words = new StringWriter();
        ProcessesReport report = new ProcessesReport(new PrintWriter(words));
        report.begin(1, Optional.empty());
        ProcessesResult result = new ProcessesRun(TINY, 1, Optional.empty()).run();
        report.end(result);

        assertThat(words.toString())
                .contains("No CPython 3.11 or later was found, so Footbridge is measured alone: install"
                        + " one, or name it with --python.");
        assertThat(result.contenders()).containsExactly("footbridge");
        assertThat(result.rows()).allSatisfy(row -> assertThat(row.ratio()).isZero());
    }

    @Test
    void setsFootbridgeAgainstTheBetterOfPythonAndItsTargets() {
        List<Row> rows = Stream.of(Step.values()).flatMap(step -> Stream.of(
                new Row(step.key(), "footbridge", 0.003, 0.002, 0.004, 0.3, step.target()),
                new Row(step.key(), "python-fork", 0.010, 0.009, 0.011, 1, 0))).toList();
        StringWriter words = new StringWriter();
        new ProcessesReport(new PrintWriter(words))
                .end(new ProcessesResult(true, 5, 10_000, 2, 2, "25", "3.11.7", 0.1, 0.2, rows));

        assertThat(words.toString().lines()).anyMatch(line -> line.matches(
                " *no-op call.* us +3000 +2000 +4000 +10000 +9000 +11000 +0.30 +0.4 +yes"))
                .anyMatch(line -> line.matches(" *warm map, chunk 1 .* ms +3.0 .* 0.30 +0.2 +NO"))
                .anyMatch(line -> line.matches(" *start and cold map .* 0.30"));
    }

    @Test
    void saysWhatAContenderSaidThatFailed(@TempDir Path folder) {
        Contender broken = new Contender("broken", List.of("sh", "-c", "echo start 5; echo out of order; exit 3"));
        assertThatThrownBy(() -> new ParentProcess(broken, folder).run(List.of())).isInstanceOf(
                IllegalStateException.class).hasMessage("broken exited with code 3: out of order");
        Contender absent = new Contender("absent", List.of(folder.resolve("none").toString()));
        assertThatThrownBy(() -> new ParentProcess(absent, folder).run(List.of())).hasMessage("absent did not run");
    }

    @Test
    void takesTheMedianTheLeastAndTheMost() {
        assertThat(Times.ofNanos(List.of(3_000_000_000L, 1_000_000_000L, 2_000_000_000L)))
                .isEqualTo(new Times(2, 1, 3));
        assertThat(Times.ofNanos(List.of(1_000_000_000L, 2_000_000_000L))).isEqualTo(new Times(1.5, 1, 2));
    }
}
