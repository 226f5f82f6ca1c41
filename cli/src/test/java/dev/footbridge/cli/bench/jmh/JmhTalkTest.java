package dev.footbridge.cli.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JmhTalkTest {

    private final List<String> said = new ArrayList<>();
    private final JmhTalk talk = new JmhTalk(said::add);

    @Test
    void saysWhichBenchmarkIsNextAndHowLongIsLeft() {
        hear("# Benchmark: a.b.QueueBenchmark.first", "# Parameters: (n = 1)",
                "# Run progress: 25.00% complete, ETA 00:01:30", "# Benchmark: a.b.QueueBenchmark.second");
        assertThat(said).containsExactly("QueueBenchmark.first", "QueueBenchmark.first",
                "QueueBenchmark.second 25.00 %, 00:01:30 left");
    }

    @Test
    void namesWhatWasBegunAndHasNoFigure() {
        hear("# Benchmark: a.Queue.first", "# Parameters: (n = 1, m = x)", "Iteration   1: <failure>", "",
                "java.lang.IllegalStateException: the sum is 3", "\tat a.Queue.first", "# Benchmark: a.Queue.first",
                "# Parameters: (n = 2, m = x)", "Iteration   1: 5 ns/op", "# Benchmark: a.Queue.second",
                "# Benchmark: a.Queue.third", "<forked VM failed with exit code 134>", "<stdout last='20 lines'>");
        assertThat(talk.failures(List.of("a.Queue.first (n = 2, m = x)"))).containsExactly(
                "a.Queue.first (n = 1, m = x): java.lang.IllegalStateException: the sum is 3",
                "a.Queue.second: it has no figure", "a.Queue.third: <stdout last='20 lines'>");
    }

    @Test
    void knowsARunThatWasToMeasureNothing() {
        assertThat(talk.hasChosenNothing()).isFalse();
        hear("No matching benchmarks. Miss-spelled regexp?");
        assertThat(talk.hasChosenNothing()).isTrue();
    }

    private void hear(String... lines) {
        for (String line : lines) {
            boolean _ = talk.hear(line);
        }
    }
}
