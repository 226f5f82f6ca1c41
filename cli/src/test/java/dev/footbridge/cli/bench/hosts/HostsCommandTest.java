package dev.footbridge.cli.bench.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.Ran;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(170)
class HostsCommandTest {

    @Test
    void measuresAClusterBesideItsEngine(@TempDir Path folder) {
        Path json = folder.resolve("bench.json");
        Ran ran = Ran.with("bench", "hosts", "--quick", "--json", json).isFine();

        assertThat(ran.out()).contains("no-op call, one after another", "Every result was checked.",
                "it shows that all works, not how fast");
        JsonNode result = JsonMapper.shared().readTree(json);
        assertThat(result.path("correct").booleanValue()).isTrue();
        assertThat(result.path("rows").valueStream().map(row -> row.path("step").stringValue())).containsExactly(
                "call", "callsAtOnce", "map", "unequal", "nestedDeep", "nestedWide");
        assertThat(result.path("rows")).allSatisfy(row -> {
            assertThat(row.path("seconds").doubleValue()).isPositive();
            assertThat(row.path("ratio").doubleValue() > 0).isEqualTo(row.path("baseSeconds").doubleValue() > 0);
        });
        assertThat(result.path("rows").valueStream().map(row -> row.path("target").doubleValue()))
                .containsExactly(1.3, 1.3, 1.3, 2.0, 0.0, 0.0);
    }

    @Test
    void saysWhichTargetsWereMet() {
        StringWriter words = new StringWriter();
        HostsResult result = new HostsResult(true, 3, 3, 4, 2, "25", 0.1, 0.2, false,
                List.of(Row.of(HostsRun.CALL, 10, new double[]{0.000150, 0.000140, 0.000190},
                        new double[]{0.000100}, 1.3),
                        Row.of(HostsRun.UNEQUAL, 300, new double[]{0.9}, new double[]{0.74}, 2)));
        new HostsReport(new PrintWriter(words)).end(result);

        assertThat(words.toString().lines())
                .anyMatch(line -> line.matches(" *no-op call, one.* 10 +us each +150.0 +100.0 +1.50 +1.3 +NO"))
                .anyMatch(line -> line.matches(" *jobs of 20 ms.* 300 +s +0.90 +0.74 +1.22 +2.0 +yes"));
        assertThat(words.toString()).contains("SOME RESULTS WERE WRONG");
    }

    @Test
    void knowsTheLeastTimeThatTheSlotsAllow() {
        assertThat(Stream.of(1, 8, 9, 300).map(Slow::ideal)).containsExactly(0.02, 0.02, 0.04, 0.74);
    }
}
