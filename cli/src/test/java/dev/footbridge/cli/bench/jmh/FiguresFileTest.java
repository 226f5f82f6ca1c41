package dev.footbridge.cli.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.cli.bench.score.Contest;
import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.score.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsScoresErrorsAndParameters() throws Exception {
        FiguresFile figures = FiguresFile.read(file("""
                [{"jmhVersion": "1.37", "benchmark": "dev.footbridge.benchmarks.queue.QueueBenchmark.footbridge",
                  "mode": "avgt", "threads": 1, "params": {"capacity": "64", "parties": "COROUTINES"},
                  "primaryMetric": {"score": 50.5, "scoreError": 2.5, "scoreConfidence": [48, 53],
                                    "scoreUnit": "ns/op", "rawData": [[50, 51]]},
                  "secondaryMetrics": {"lateP99": {"score": 7, "scoreError": "NaN", "scoreUnit": "us"},
                                       "·gc.count": {"score": 3, "scoreError": "NaN", "scoreUnit": "counts"},
                                       "none": {"score": "NaN", "scoreUnit": "us"}}}]
                """));

        Map<String, String> params = Map.of("capacity", "64", "parties", "COROUTINES");
        assertThat(figures.scores()).containsExactly(
                new Score(new Contest("queue", "queue", params), "footbridge", new Measured(50.5, 48, 53),
                        new Unit("ns/op")),
                new Score(new Contest("queue", "queue: late p99", params), "footbridge", Measured.of(7),
                        new Unit("us")));
        assertThat(figures.labels()).containsExactly(
                "dev.footbridge.benchmarks.queue.QueueBenchmark.footbridge (capacity = 64, parties = COROUTINES)");
    }

    @Test
    void aFileThatIsMissingOrEmptyHasNoScores() throws Exception {
        assertThat(FiguresFile.read(folder.resolve("none.json")).scores()).isEmpty();
        assertThat(FiguresFile.read(file("")).scores()).isEmpty();
        assertThat(FiguresFile.read(file("[]")).scores()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        assertThatThrownBy(() -> FiguresFile.read(file("[{")))
                .hasMessageMatching("(?s).*figures.json is not as JMH writes it: .*");
        assertThatThrownBy(() -> FiguresFile.read(file("""
                [{"benchmark": "dev.footbridge.benchmarks.queue.QueueBenchmark.x", "primaryMetric": {"score": "NaN"}}]
                """))).hasMessageContaining("is not as JMH writes it: the score of ", "is no number: \"NaN\"");
    }

    @Test
    void whatAnEarlierRunLeftIsNotTakenForOurs() throws Exception {
        Path file = file("[]");
        assertThat(FiguresFile.fresh(folder, "figures")).isEqualTo(file).doesNotExist();
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("figures.json"), text);
    }
}
