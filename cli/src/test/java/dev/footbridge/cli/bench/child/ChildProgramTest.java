package dev.footbridge.cli.bench.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChildProgramTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void hearsEachLineAndPassesVariables() {
        List<String> lines = new ArrayList<>();
        ChildProgram.of("echo", List.of("sh", "-c", "echo one; echo $TWO >&2"), LONG).with("TWO", "2")
                .run(lines::add);
        assertThat(lines).containsExactly("one", "2");
    }

    @Test
    void quotesTheLastWordsOfOneThatFails() {
        assertThatThrownBy(() -> ChildProgram
                .of("it", List.of("sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do echo $i; done; echo; echo known; exit 7"),
                        LONG)
                .run("known"::equals)).isInstanceOf(IllegalStateException.class)
                .hasMessage("it exited with code 7: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9");
    }

    @Test
    void saysThatThereIsNoSuchProgram() {
        assertThatThrownBy(() -> ChildProgram.of("it", List.of("/none/such"), LONG).run(_ -> true))
                .isInstanceOf(IllegalStateException.class).hasMessage("it did not run");
    }

    @Test
    void endsOneThatTakesTooLongWithThoseBelowIt() {
        List<ProcessHandle> below = new ArrayList<>();
        assertThatThrownBy(() -> ChildProgram
                .of("it", List.of("sh", "-c", "sleep 600 >/dev/null 2>&1 & echo $!; wait"), Duration.ofMillis(500))
                .run(line -> below.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow())))
                .hasMessage("it was ended after 0 s");
        assertThat(below).hasSize(1);
        try {
            assertThat(below.getFirst().onExit()).succeedsWithin(Duration.ofSeconds(20));
        } finally {
            below.getFirst().destroyForcibly();
        }
    }
}
