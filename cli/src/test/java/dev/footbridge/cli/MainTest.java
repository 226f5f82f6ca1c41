package dev.footbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @ParameterizedTest
    @ValueSource(strings = {"perf", "isbn", "levels", "soak", "chaos"})
    void namesEachCommandInItsHelp(String command) {
        assertThat(Ran.with("--help").isFine().out()).contains(command);
        assertThat(Ran.with(command, "--help").isFine().out()).contains("Usage: footbridge " + command, "--json");
        assertThat(Ran.with(command, "--version").isFine().out()).startsWith("footbridge ");
    }

    @Test
    void namesEachSubjectInTheHelpOfBench() {
        assertThat(Ran.with("bench", "--help").isFine().out()).contains("Usage: footbridge bench", "processes",
                "--only", "--out", "--quick");
        assertThat(Ran.with("bench", "processes", "--help").isFine().out())
                .contains("Usage: footbridge bench processes", "--json");
        assertThat(Ran.with("bench", "hosts", "--help").isFine().out())
                .contains("Usage: footbridge bench hosts", "--json");
        Ran.with("bench", "pools").isRefusedWith("there is no command 'pools': name one of processes, hosts");
    }

    @Test
    void namesWhatCanBeAskedOfACluster() {
        assertThat(Ran.with("cluster", "--help").isFine().out()).contains("Usage: footbridge cluster", "stats");
        assertThat(Ran.with("cluster", "stats", "--help").isFine().out())
                .contains("Usage: footbridge cluster stats", "--join", "--json");
        assertThat(Ran.with("worker", "--help").isFine().out()).contains("Usage: footbridge worker", "--join",
                "--slots");
    }

    @Test
    void tellsItsVersionAndThatOfJava() {
        assertThat(Ran.with("--version").isFine().out()).startsWith("footbridge ")
                .contains("Java " + Runtime.version());
    }

    @Test
    void refusesToRunWithoutACommand() {
        Ran.with().isRefusedWith(
                "no command was given: name one of perf, isbn, levels, load, bench, soak, chaos, worker");
    }

    @Test
    void refusesACommandThatItDoesNotHave() {
        Ran.with("pref").isRefusedWith(
                "there is no command 'pref': name one of perf, isbn, levels, load, bench, soak, chaos, worker");
    }
}
