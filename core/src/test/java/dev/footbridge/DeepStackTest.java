package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A virtual thread that sleeps with a deep stack: the JDK needs room for each frame to put that aside, and throws a stack
 * overflow for want of it. It does so sooner in the interpreter, hence the JVM of its own.
 */
@Timeout(120)
class DeepStackTest {

    @ParameterizedTest
    @ValueSource(strings = {"yield", "sleep", "gather", "result"})
    @DisplayName("law 1, law 4: a coroutine whose stack is too deep to sleep fails alone, and never runs beside another")
    void failsAlone(String wait) throws Exception {
        String classPath = Path.of(Async.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                + File.pathSeparator
                + Path.of(DeepStackProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xint",
                "-Djdk.virtualThreadScheduler.parallelism=2", "-cp", classPath, DeepStackProgram.class.getName(), wait)
                .redirectErrorStream(true).start();
        try {
            List<String> output = process.inputReader().lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("overflown: true", "two at once: 0", "the loop lives");
        } finally {
            process.destroyForcibly();
        }
    }
}
