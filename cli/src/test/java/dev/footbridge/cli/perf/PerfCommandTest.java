package dev.footbridge.cli.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.Ran;
import dev.footbridge.cli.server.LoopbackServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PerfCommandTest {

    private static final String[] WAYS = {"sync-pool", "sync-pool-urlconnection", "thread-per-call",
            "footbridge-async", "footbridge-to-async"};

    @TempDir
    private Path folder;

    @Test
    void measuresEveryWayForEveryNumberOfCallsAndPayload() throws Exception {
        Path json = folder.resolve("perf.json");
        Path chart = folder.resolve("perf.svg");
        Ran ran = Ran.with("perf", "--calls", "2,5", "--payload", "300,70000", "--average", 2, "--warm-up",
                20, "--latency", "5ms", "--json", json, "--chart", chart).isFine();

        assertThat(ran.out()).contains(WAYS).contains("2 calls of 300 B", "5 calls of 68 KiB", "Measured:",
                "Not measured:");
        JsonNode result = JsonMapper.shared().readTree(json);
        assertThat(result.path("average").intValue()).isEqualTo(2);
        assertThat(result.path("latencyMillis").doubleValue()).isEqualTo(5);
        assertThat(result.path("rows")).hasSize(4 * WAYS.length);
        for (JsonNode row : result.path("rows")) {
            assertThat(row.path("calls").intValue()).isIn(2, 5);
            assertThat(row.path("payloadBytes").intValue()).isIn(300, 70_000);
            assertThat(row.path("cpuSeconds").doubleValue()).isNotNegative();
            assertThat(row.path("wallSeconds").doubleValue()).isGreaterThanOrEqualTo(0.005);
            assertThat(row.path("cpuRatioToSync").doubleValue()).isNotNegative();
            assertThat(row.path("rounds").intValue()).isEqualTo(2);
        }
        assertThat(StreamSupport.stream(result.path("rows").spliterator(), false)
                .filter(row -> row.path("way").stringValue().equals("sync-pool")))
                .allSatisfy(row -> assertThat(row.path("cpuRatioToSync").doubleValue()).isEqualTo(1));
        assertThat(StreamSupport.stream(result.path("rows").spliterator(), false)
                .map(row -> row.path("way").stringValue())).contains(WAYS);
        assertThat(Files.readAllLines(chart)).anyMatch(line -> line.startsWith("<svg"))
                .anyMatch(line -> line.contains(">footbridge-async</text"))
                .anyMatch(line -> line.contains(">5 x 68 KiB</text"));
    }

    @Test
    void measuresPagesOfTheUser() throws Exception {
        Path json = folder.resolve("perf.json");
        try (LoopbackServer server = LoopbackServer.open()) {
            String page = "http://127.0.0.1:" + server.port() + "/bytes/1234";
            Ran.with("perf", "--calls", 2, "--average", 1, "--warm-up", 2, "--url", page, "--json", json).isFine();
            JsonNode row = JsonMapper.shared().readTree(json).path("rows").path(0);
            assertThat(row.path("payloadBytes").intValue()).isEqualTo(1234);
            assertThat(row.path("url").stringValue()).isEqualTo(page);
        }
    }

    @Test
    void refusesAPageThatAnswersWithAnError() throws Exception {
        try (LoopbackServer server = LoopbackServer.open()) {
            Ran.with("perf", "--url", "http://127.0.0.1:" + server.port() + "/status/500")
                    .isRefusedWith("/status/500 answered with status 500 and not 200");
        }
    }
}
