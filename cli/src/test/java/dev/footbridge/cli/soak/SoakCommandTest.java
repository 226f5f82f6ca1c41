package dev.footbridge.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class SoakCommandTest {

    @Test
    void runsProgramsAndFindsNothingWrong(@TempDir Path folder) {
        Path json = folder.resolve("soak.json");
        Ran ran = Ran.with("soak", "--seconds", 3, "--seed", 4711, "--json", json);

        assertThat(ran.out()).contains("for 3 s", "seed 4711", "0 violations, 0 tasks pending, 0 threads left")
                .doesNotContain("VIOLATION");
        ran.isFine();
        JsonNode figures = JsonMapper.shared().readTree(json);
        assertThat(figures.propertyNames()).containsExactly("seconds", "programs", "violations", "pending",
                "threadsLeft");
        assertThat(figures.path("seconds").doubleValue()).isBetween(3.0, 100.0);
        assertThat(figures.path("programs").longValue()).isPositive();
        assertThat(figures.path("violations").intValue()).isZero();
        assertThat(figures.path("pending").intValue()).isZero();
        assertThat(figures.path("threadsLeft").intValue()).isZero();
    }
}
