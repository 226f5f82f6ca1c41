package dev.footbridge.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(170)
class ChaosCommandTest {

    @Test
    void accountsForEachJobWhileWorkersDie(@TempDir Path folder) {
        Path json = folder.resolve("chaos.json");
        Ran ran = Ran.with("chaos", "--processes", "--seconds", 6, "--seed", 4711, "--json", json);

        assertThat(ran.out()).contains("Chaos for 6 s", "seed 4711", "All held that must").doesNotContain("BROKEN");
        ran.isFine();
        JsonNode figures = JsonMapper.shared().readTree(json);
        assertThat(figures.propertyNames()).containsExactly("jobs", "done", "failedNamingCrash", "otherFailures",
                "ranTwice", "unsettled", "kills", "workersLeft", "stops", "garbage", "descriptorsBefore",
                "descriptorsAfter", "heapBefore", "heapAfter", "seed", "seconds", "recoverySeconds");
        assertThat(figures.path("jobs").longValue()).isPositive()
                .isEqualTo(figures.path("done").longValue() + figures.path("failedNamingCrash").longValue());
        assertThat(figures.path("seed").longValue()).isEqualTo(4711);
        for (String none : new String[]{"otherFailures", "ranTwice", "unsettled", "workersLeft"}) {
            assertThat(figures.path(none).intValue()).as(none).isZero();
        }
    }

    @Test
    void accountsForEachJobWhileMembersDie(@TempDir Path folder) {
        Path json = folder.resolve("chaos.json");
        Ran ran = Ran.with("chaos", "--hosts", "--seconds", 8, "--seed", 4711, "--json", json);

        assertThat(ran.out()).contains("Chaos for 8 s", "All held that must").doesNotContain("BROKEN");
        ran.isFine();
        JsonNode figures = JsonMapper.shared().readTree(json);
        assertThat(figures.path("jobs").longValue()).isPositive()
                .isEqualTo(figures.path("done").longValue() + figures.path("failedNamingCrash").longValue());
        for (String none : new String[]{"otherFailures", "ranTwice", "unsettled", "workersLeft"}) {
            assertThat(figures.path(none).intValue()).as(none).isZero();
        }
        JsonNode hosts = figures.path("hosts");
        assertThat(hosts.propertyNames()).containsExactly("joined", "left", "rivals", "orphans", "cuts", "lost",
                "retried", "bounced", "late");
        assertThat(hosts.path("joined").intValue()).isGreaterThanOrEqualTo(3);
        assertThat(hosts.path("orphans").intValue()).isZero();
    }
}
