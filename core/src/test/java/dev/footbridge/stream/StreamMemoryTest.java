package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten million items in a heap of 64 MB, which a third of them would fill. */
@Timeout(value = 170, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamMemoryTest {

    private static final int EXIT_ON_OUT_OF_MEMORY = 3;
    private static final long ITEMS = StreamMemoryPrograms.ITEMS;

    private record Run(int exitCode, List<String> output) {}

    private static Run run(String program) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp", classPath(),
                StreamMemoryPrograms.class.getName(), program).redirectErrorStream(true).start();
        try {
            List<String> output = process.inputReader().lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() throws Exception {
        return folderOf(AsyncStream.class) + File.pathSeparator + folderOf(StreamMemoryPrograms.class);
    }

    private static Path folderOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pulled", "published"})
    @DisplayName("ten million items that are read 256 ahead pass in a heap of 64 MB")
    void passesManyItemsInASmallHeap(String program) throws Exception {
        assertThat(run(program)).isEqualTo(new Run(0, List.of(ITEMS + " items, sum " + ITEMS * (ITEMS - 1) / 2)));
    }

    @Test
    @DisplayName("the same with a list of the items that passed does not fit")
    void doesNotFitWithTheItemsKept() throws Exception {
        Run run = run("kept");
        assertThat(run.output()).anyMatch(line -> line.contains("java.lang.OutOfMemoryError: Java heap space"));
        assertThat(run.exitCode()).isEqualTo(EXIT_ON_OUT_OF_MEMORY);
    }
}
