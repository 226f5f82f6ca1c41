package dev.footbridge.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Carriers that are services, and processes started by processes that use the bridge. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextServicesTest {

    private static final String OUTER = ContextPrograms.class.getName();

    @TempDir
    private Path folder;

    private static List<String> run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            List<String> output = process.inputReader().lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s", output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path folderOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The output of a job whose class path has these services, and no library. */
    private List<String> withServices(String... services) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("dev/footbridge/context"));
        try (Stream<Path> files = Files.list(folderOf(ContextPrograms.class).resolve("dev/footbridge/context"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("ContextPrograms") && !name.equals("ContextPrograms$Library.class")) {
                    Files.copy(file, classes.resolve(name));
                }
            }
        }
        Path listed = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(listed.resolve(ContextCarrier.class.getName()), List.of(services));
        List<String> command = new ArrayList<>(ContextPrograms.command("services"));
        command.set(command.indexOf("-cp") + 1, folderOf(ContextKey.class) + File.pathSeparator + folder);
        return run(command);
    }

    @Test
    void areFound() throws Exception {
        assertThat(withServices(OUTER + "$Good")).containsExactly("carried: ada");
    }

    @Test
    void areNotInventedWhereNoneIsListed() throws Exception {
        assertThat(withServices("# none")).containsExactly("carried: null");
    }

    @Test
    @DisplayName("a service whose library is not there is passed over in silence, and the others work")
    void areLeftOutWithoutTheirLibrary() throws Exception {
        assertThat(withServices(OUTER + "$NeedsLibrary", OUTER + "$ExtendsLibrary", OUTER + "$Good"))
                .containsExactly("carried: ada");
    }

    @Test
    @DisplayName("a service that is not there, or that fails, is logged, and the others work")
    void areLoggedIfTheyAreBroken() throws Exception {
        List<String> output = withServices("does.not.Exist", OUTER + "$Broken", OUTER + "$Good");
        assertThat(output).contains("carried: ada");
        assertThat(output).filteredOn(line -> line.contains("a service of ContextCarrier")).hasSize(2);
        assertThat(output).anyMatch(line -> line.contains("does.not.Exist not found"))
                .anyMatch(line -> line.contains("broken on purpose"));
    }

    @Test
    @DisplayName("H6: the bridge works in a child process of a process that uses it, and in a child of that")
    void worksInAChildOfAProcessThatUsesIt() throws Exception {
        assertThat(ContextPrograms.useTheBridge("this JVM")).isEqualTo("this JVM, this JVM, this JVM/this JVM");
        assertThat(run(ContextPrograms.command("bridge-of-a-bridge"))).containsExactly(
                "parent, parent, parent/parent",
                "in the child, which ended with 0: [child, child, child/child]",
                "parent again, parent again, parent again/parent again");
    }
}
