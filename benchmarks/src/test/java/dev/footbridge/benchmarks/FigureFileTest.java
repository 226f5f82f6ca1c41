package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFileTest {

    @TempDir
    private Path folder;

    @Test
    void writesTheShapeOfJmh() throws IOException {
        assertThat(written(
                new Figure("a.QueueBenchmark.asyncio", Map.of("parties", "X", "capacity", "64"), List.of(1.0, 2.0, 3.0),
                        "ns/op")))
                .isEqualTo("""
                        [
                        {
                          "benchmark": "a.QueueBenchmark.asyncio",
                          "mode": "avgt",
                          "params": {"capacity": "64", "parties": "X"},
                          "primaryMetric": {
                            "score": 2.00000,
                            "scoreError": 18.2437,
                            "scoreUnit": "ns/op",
                            "rawData": [[1.00000, 2.00000, 3.00000]]
                          },
                          "secondaryMetrics": {}
                        }
                        ]
                        """);
    }

    @Test
    void writesAnErrorThatIsNotKnownAsText() throws IOException {
        assertThat(written(new Figure("a.B.c", Map.of(), List.of(1.0), "B/op"))).contains("\"scoreError\": \"NaN\"")
                .contains("\"params\": {}");
    }

    @Test
    void writesAnEmptyListForNothing() throws IOException {
        assertThat(written().replaceAll("\\s", "")).isEqualTo("[]");
    }

    @Test
    void refusesAFigureWithoutSamples() {
        assertThatThrownBy(() -> new Figure("a.B.c", Map.of(), List.of(), "ns/op"))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "the figure of a.B.c needs samples (there are 0): repeat the measurement at least once");
    }

    private String written(Figure... figures) throws IOException {
        Path file = folder.resolve("figures.json");
        FigureFile.write(file, List.of(figures));
        return Files.readString(file);
    }
}
