package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the JVM: tasks get their cleanup, callers are told, nothing hangs. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownTest {

    private record Run(int exitCode, List<String> output) {}

    private static Process start(String program) throws Exception {
        String classPath = Path.of(Async.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                + java.io.File.pathSeparator
                + Path.of(ShutdownPrograms.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-cp", classPath, ShutdownPrograms.class.getName(), program)
                .redirectErrorStream(true).start();
    }

    private static Run run(String program) throws Exception {
        return end(start(program));
    }

    private static Run end(Process process) throws Exception {
        try {
            List<String> output = process.inputReader().lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisplayName("law 4, law 7: System.exit cancels what runs on the app-wide levels and waits for its cleanup")
    void cleansUpOnExit() throws Exception {
        Run run = run("exit");
        assertThat(run.output()).containsExactlyInAnyOrder("coroutine cleaned up", "thread cleaned up");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    @DisplayName("law 4, law 7: the end of main does not wait for tasks, but for their cleanup")
    void cleansUpAtTheEndOfMain() throws Exception {
        Run run = run("end");
        assertThat(run.output()).containsExactlyInAnyOrder("coroutine cleaned up", "thread cleaned up");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    @DisplayName("D9: a termination signal has the cleanup run before the JVM ends")
    void cleansUpOnASignal() throws Exception {
        Process process = start("wait-for-signal");
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        process.toHandle().destroy();
        assertThat(end(process).output()).containsExactlyInAnyOrder("coroutine cleaned up", "thread cleaned up");
    }

    @Test
    @DisplayName("A10: a caller that blocks while the JVM ends gets a cancellation")
    void tellsABlockedCaller() throws Exception {
        Run run = run("blocked-caller");
        assertThat(run.output()).containsExactly("the caller was told: event loop 'app' was aborted");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    @DisplayName("A10: use while the JVM shuts down is a clear error, and a loop of one's own works")
    void refusesClearlyInAShutdownHook() throws Exception {
        Run run = run("use-in-hook");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("own loop: works", "plain wait works")
                .contains(
                        "start: IllegalStateException: the app-wide event loop cannot be opened while the JVM shuts down:"
                                + " open and close one of your own",
                        "block: IllegalStateException: the app-wide event loop cannot be opened while the JVM shuts down:"
                                + " open and close one of your own")
                .anyMatch(line -> line
                        .startsWith("background: IllegalStateException: the app-wide thread pool cannot be"))
                .anyMatch(line -> line.startsWith("held loop: RejectedExecutionException: event loop 'app' is"));
    }

    @Test
    @DisplayName("A11: System.exit inside a coroutine, which can then never end, ends the JVM all the same")
    void exitsFromInside() throws Exception {
        Run run = run("exit-inside");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.output()).isEmpty();
    }
}
