package dev.footbridge.cli.levels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.Ran;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LevelsCommandTest {

    @Test
    void runsBothKindsOfWorkOnEveryLevel(@TempDir Path folder) {
        Path json = folder.resolve("levels.json");
        Ran ran = Ran
                .with("levels", "--quick", "--jobs", 3, "--numbers", 1000, "--latency", "10ms", "--crowd", 20, "--json",
                        json)
                .isFine();

        assertThat(ran.out()).contains("a blocking call keeps the loop", "Measured:");
        JsonNode rows = JsonMapper.shared().readTree(json).path("rows");
        assertThat(StreamSupport.stream(rows.spliterator(), false).map(LevelsCommandTest::key)).containsExactly(
                "cpu caller sequential", "cpu loop sequential", "cpu loop concurrent", "cpu threads sequential",
                "cpu threads concurrent",
                "cpu processes sequential", "cpu processes concurrent", "io caller sequential", "io loop sequential",
                "io loop concurrent",
                "io threads sequential", "io threads concurrent");
        for (JsonNode row : rows) {
            assertThat(row.path("correct").booleanValue()).isTrue();
            assertThat(row.path("jobs").intValue()).isEqualTo(3);
            assertThat(row.path("wallSeconds").doubleValue()).isPositive();
            assertThat(row.path("speedUp").doubleValue()).isPositive();
        }
        JsonNode pools = JsonMapper.shared().readTree(json).path("pools");
        assertThat(StreamSupport.stream(pools.path("rows").spliterator(), false)
                .map(row -> row.path("work").stringValue() + " " + row.path("pool").stringValue().split(",")[0]))
                .containsExactly("blocks unbounded", "blocks elastic", "computes fixed", "computes elastic");
        for (JsonNode row : pools.path("rows")) {
            assertThat(row.path("correct").booleanValue()).isTrue();
            assertThat(row.path("jobs").intValue()).isEqualTo(20);
            assertThat(row.path("mostAtOnce").intValue()).isBetween(1, 20);
            assertThat(row.path("ratio").doubleValue()).isPositive();
        }
        assertThat(pools.path("lastChange").stringValue()).isNotBlank();
        JsonNode processes = JsonMapper.shared().readTree(json).path("processes");
        assertThat(processes.path("workers").intValue()).isPositive();
        assertThat(StreamSupport.stream(processes.path("rows").spliterator(), false)
                .map(row -> row.path("way").stringValue()))
                .containsExactly("one call after another", "map, 1 to a job", "map, 100 to a job");
        for (JsonNode row : processes.path("rows")) {
            assertThat(row.path("correct").booleanValue()).isTrue();
            assertThat(row.path("microsPerJob").doubleValue()).isPositive();
        }
    }

    @Test
    void runsOnAClusterWhenToldSo(@TempDir Path folder) {
        Path json = folder.resolve("levels.json");
        Ran ran = Ran.with("levels", "--quick", "--jobs", 3, "--numbers", 1000, "--latency", "10ms", "--crowd", 20,
                "--hosts", 2, "--json", json).isFine();

        assertThat(ran.out()).contains("hosts: a Cluster of 2 members in this JVM");
        JsonNode rows = JsonMapper.shared().readTree(json).path("rows");
        assertThat(StreamSupport.stream(rows.spliterator(), false).map(LevelsCommandTest::key)
                .filter(row -> row.contains("hosts"))).containsExactly("cpu hosts sequential", "cpu hosts concurrent",
                        "io hosts sequential", "io hosts concurrent");
        assertThat(rows).allSatisfy(row -> assertThat(row.path("correct").booleanValue()).isTrue());
    }

    private static String key(JsonNode row) {
        return row.path("work").stringValue() + " " + row.path("level").stringValue() + " "
                + row.path("order").stringValue();
    }
}
