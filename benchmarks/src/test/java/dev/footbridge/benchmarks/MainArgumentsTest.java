package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MainArgumentsTest {

    @Test
    void takesTheFileAndWhetherToBeQuick() {
        assertThat(MainArguments.of("a.json")).isEqualTo(new MainArguments(false, Path.of("a.json")));
        assertThat(MainArguments.of("--quick", "a.json")).isEqualTo(new MainArguments(true, Path.of("a.json")));
        assertThat(MainArguments.of("a.json", "--quick").choose(100, 1)).isEqualTo(1);
        assertThat(MainArguments.of("a.json").choose(100, 1)).isEqualTo(100);
    }

    @Test
    void refusesAnythingElse() {
        assertThatThrownBy(() -> MainArguments.of("--slow", "a.json")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the arguments must be [--quick] FILE.json, not '--slow a.json': name the file for the figures");
        assertThatThrownBy(MainArguments::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MainArguments.of("-quick")).isInstanceOf(IllegalArgumentException.class);
    }
}
