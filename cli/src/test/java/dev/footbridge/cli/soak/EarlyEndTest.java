package dev.footbridge.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.Main;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run that is asked to end does so in order, with its figures. */
@Timeout(180)
class EarlyEndTest {

    @Test
    void endsInOrder(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("soak.json");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process command = new ProcessBuilder(List.of(java, "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "soak", "--minutes", "60", "--json", json.toString())).redirectErrorStream(true)
                .start();
        try (BufferedReader out = command.inputReader()) {
            assertThat(out.readLine()).startsWith("Random programs for 3600 s");
            command.toHandle().destroy();
            String rest = out.lines().collect(Collectors.joining("\n"));
            assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(rest).contains(" programs in ", "0 violations, 0 tasks pending, 0 threads left");
            assertThat(command.exitValue()).isNotZero();
        } finally {
            command.destroyForcibly();
        }
        JsonNode figures = JsonMapper.shared().readTree(json);
        assertThat(figures.path("seconds").doubleValue()).isLessThan(3600);
        assertThat(figures.path("violations").intValue()).isZero();
    }
}
