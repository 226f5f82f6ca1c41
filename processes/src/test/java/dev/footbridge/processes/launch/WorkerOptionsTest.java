package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerOptionsTest {

    private static List<String> of(String... user) {
        JvmOptions options = JvmOptions.of(List.of(user));
        return WorkerOptions.of(options, Memory.options("", options, 1));
    }

    @Test
    void beginsWithTheStandard() {
        assertThat(of()).containsExactly("-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+UseSerialGC",
                "-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000", "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash", "-XX:+DisplayVMOutputToStderr", "-XX:MaxRAMPercentage=60.0000",
                "-Xms16384k", "-XX:+UseCompressedOops");
    }

    @ParameterizedTest
    @CsvSource({"-XX:+UseG1GC,-XX:+UseSerialGC", "-XX:+UseZGC,-XX:+UseSerialGC", "-XX:-UseSerialGC,-XX:+UseSerialGC",
            "-XX:-UseCountedLoopSafepoints,-XX:LoopStripMiningIter=1000",
            "-XX:LoopStripMiningIter=7,-XX:LoopStripMiningIter=1000",
            "-XX:-ExitOnOutOfMemoryError,-XX:+ExitOnOutOfMemoryError",
            "-XX:+CrashOnOutOfMemoryError,-XX:+ExitOnOutOfMemoryError",
            "-XX:+CreateCoredumpOnCrash,-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStdout,-XX:+DisplayVMOutputToStderr", "-Xms1m,-Xms16384k",
            "-XX:InitialHeapSize=1m,-Xms16384k", "-Xmx1g,-XX:MaxRAMPercentage=60.0000",
            "-XX:-UseCompressedOops,-XX:+UseCompressedOops",
            "-XX:ObjectAlignmentInBytes=16,-XX:+UseCompressedOops"})
    void replacesOursByTheUsers(String user, String ours) {
        assertThat(of()).contains(ours);
        assertThat(of(user)).contains(user).doesNotContain(ours);
    }

    @Test
    void keepsTheUsersOtherOptions() {
        List<String> expected = new ArrayList<>(of());
        expected.addAll(List.of("-ea", "-Dname=a b", "-Xlog:gc", "-XX:+UseStringDeduplication"));
        assertThat(of("-ea", "-Dname=a b", "-Xlog:gc", "-XX:+UseStringDeduplication")).isEqualTo(expected);
    }

    @Test
    void namesTheErrorFileUnlessTheUserDoes() {
        Path file = Path.of("a%b").toAbsolutePath();
        assertThat(WorkerOptions.errorFile(file, JvmOptions.of(List.of())))
                .containsExactly("-XX:ErrorFile=" + file.resolveSibling("a%%b"));
        assertThat(WorkerOptions.errorFile(file, JvmOptions.of(List.of("-XX:ErrorFile=mine")))).isEmpty();
    }
}
