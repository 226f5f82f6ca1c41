package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of the JVM that runs the tests: classes in directories, and whatever Surefire does. */
class LauncherTest {

    @TempDir
    Path folder;

    private LaunchSettings settings() {
        return LaunchSettings.defaults().withWorkingDirectory(folder).withoutAot();
    }

    private JavaRun run(LaunchSettings settings, String... arguments) throws Exception {
        try (Launcher launcher = Launcher.of(settings, 1, TinyParent.TINY)) {
            Launch launch = launcher.prepare(List.of(arguments), folder.resolve("hs_err.log"));
            assertThat(launch.usesAot()).isFalse();
            return JavaRun.of(launch.builder());
        }
    }

    @Test
    void startsAWorkerLikeItself() throws Exception {
        JavaRun run = run(settings().withHeap("64m").withEnvironment(Map.of("FOOTBRIDGE_TEST", "a b=c")),
                "echo:\"a\" 'b' \\", "directory:", "variable:FOOTBRIDGE_TEST", "variable:JAVA_TOOL_OPTIONS", "heap:",
                "native:", "loads:" + LauncherTest.class.getName(), "property:java.home");
        assertThat(run.after("> ")).startsWith("\"a\" 'b' \\", folder.toRealPath().toString(), "a b=c", "null")
                .endsWith(String.valueOf(LauncherTest.class.getModule().isNativeAccessEnabled()), "true",
                        System.getProperty("java.home"));
        assertThat(Integer.parseInt(run.after("> ").get(4))).isBetween(50, 64);
    }

    @Test
    void takesTheUsersCollector() throws Exception {
        JavaRun run = run(settings().withJvmOptions(List.of("-XX:+UseParallelGC")), "collectors:");
        assertThat(run.after("> ")).containsExactly("[PS MarkSweep, PS Scavenge]");
    }

    @Test
    void stripsVariablesThatHoldJvmOptions() {
        try (Launcher launcher = Launcher.of(settings(), 1, TinyParent.TINY)) {
            ProcessBuilder builder = launcher.prepare(List.of(), folder.resolve("hs_err.log")).builder();
            assertThat(builder.environment()).doesNotContainKeys("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
                    "_JAVA_OPTIONS", "JDK_AOT_VM_OPTIONS");
        }
    }

    @Test
    void givesTheUserASayInThoseVariables() {
        LaunchSettings settings = settings().withEnvironment(Map.of("JAVA_TOOL_OPTIONS", "-ea"));
        try (Launcher launcher = Launcher.of(settings, 1, TinyParent.TINY)) {
            assertThat(launcher.prepare(List.of(), folder.resolve("hs_err.log")).builder().environment())
                    .containsEntry("JAVA_TOOL_OPTIONS", "-ea");
        }
    }

    @Test
    void runsTheWorkerOfTheLibrary() {
        try (Launcher launcher = Launcher.of(settings(), 1)) {
            assertThat(launcher.prepare(List.of("x"), folder.resolve("hs_err.log")).builder().command())
                    .endsWith("dev.footbridge.processes.worker.WorkerMain", "x");
        }
    }

    @Test
    void refusesAWorkingDirectoryThatIsNone() throws Exception {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> Launcher.of(settings().withWorkingDirectory(none), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the working directory of the workers must be a"
                        + " directory (" + none + ": it does not exist): make it, or name another");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Launcher.of(settings().withWorkingDirectory(file), 1))
                .hasMessageContaining("it is a file");
    }

    @Test
    void refusesAWorkingDirectoryThatHasGone() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("directory"));
        try (Launcher launcher = Launcher.of(settings().withWorkingDirectory(directory), 1)) {
            Files.delete(directory);
            assertThatThrownBy(() -> launcher.prepare(List.of(), folder.resolve("hs_err.log")))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("it does not exist");
        }
    }

    @Test
    void refusesVariablesThatCannotBe() {
        assertThatThrownBy(() -> Launcher.of(settings().withEnvironment(Map.of("a=b", "c")), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("the name of an environment variable of the"
                        + " workers must not be empty or contain \"=\" or NUL (it is \"a=b\"): correct it");
        assertThatThrownBy(() -> Launcher.of(settings().withEnvironment(Map.of("a", "b\0")), 1))
                .hasMessageContaining("the value of the environment variable a");
    }

    @Test
    void refusesNoWorkers() {
        assertThatThrownBy(() -> Launcher.of(settings(), 0))
                .hasMessage("the number of workers must be at least 1 (it is 0): give one more");
    }

    @Test
    void needsNoCacheOfItsOwnClassesInDirectories() {
        LaunchSettings settings = LaunchSettings.defaults().withAotFolder(folder.resolve("aot"));
        try (Launcher launcher = Launcher.of(settings, 1, TinyParent.TINY)) {
            assertThat(launcher.prepare(List.of(), folder.resolve("hs_err.log")).usesAot()).isFalse();
        }
        assertThat(folder.resolve("aot")).doesNotExist();
    }

    @Test
    void keepsCachesWithTheUser() {
        assertThat(LaunchSettings.defaults().aotFolder()).isAbsolute().endsWithRaw(Path.of("footbridge", "aot"));
    }
}
