package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTest {

    @Test
    void makesOneWordOfAnOptionAndItsValue() {
        assertThat(JvmOptions.of(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-ea")).words())
                .containsExactly("--add-opens=java.base/java.lang=ALL-UNNAMED", "-ea");
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertThatThrownBy(() -> JvmOptions.of(List.of("--add-modules"))).hasMessage("the JVM option \"--add-modules\""
                + " of the workers is refused, because it needs a value: give the value behind it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-cp", "-classpath", "--class-path=x.jar", "-p", "--module-path=mods"})
    void refusesAnotherPath(String option) {
        assertThatThrownBy(() -> JvmOptions.of(List.of(option))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the JVM option \"" + option + "\" of the workers is refused, because a worker has the class"
                                + " path and the module path of this process: start this process with that path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-jar", "-m", "--module=a/b", "--source"})
    void refusesAnotherProgram(String option) {
        assertThatThrownBy(() -> JvmOptions.of(List.of(option))).hasMessageContaining("runs a program of Footbridge's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-version", "--help", "-X", "--list-modules", "--dry-run"})
    void refusesWhatEndsAtOnce(String option) {
        assertThatThrownBy(() -> JvmOptions.of(List.of(option))).hasMessageContaining("a JVM with it ends at once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com.example.Main", "@options", "-", "Xmx64m"})
    void refusesWhatIsNoOption(String word) {
        assertThatThrownBy(() -> JvmOptions.of(List.of(word))).hasMessageContaining("a JVM option begins with \"-\"");
    }

    @Test
    void refusesNul() {
        assertThatThrownBy(() -> JvmOptions.of(List.of("-Da=\0"))).hasMessageContaining("\"-Da=?\"");
    }
}
