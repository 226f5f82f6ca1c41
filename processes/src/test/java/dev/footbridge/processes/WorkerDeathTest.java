package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 4: every job settles, whatever its worker dies of. */
@DisplayName("G3: the death of a worker")
class WorkerDeathTest {

    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        pool = ProcessPool.open(o -> o.withWorkers(1).withName("frail").withHeap("64m")
                .withJvmOptions(List.of("--enable-native-access=ALL-UNNAMED")).withOutput(WorkerOutput.discard()));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static WorkerCrashedException crash(RemoteAction job) {
        WorkerCrashedException crash = catchThrowableOfType(WorkerCrashedException.class, () -> pool.call(job));
        assertThat(crash).hasMessageContaining("worker '" + crash.worker() + "' (pid " + crash.pid()
                + ") died while it ran frail/WorkerDeathTest lambda");
        assertThat(pool.call(() -> 6 * 7)).as("the next use of the pool").isEqualTo(42);
        return crash;
    }

    @Test
    @DisplayName("by System.exit")
    void exit() {
        WorkerCrashedException crash = crash(() -> {
            System.err.println("good bye");
            System.exit(7);
        });
        assertThat(crash.exitCode()).isEqualTo(7);
        assertThat(crash.lastError()).contains("good bye");
        assertThat(crash).hasMessageContaining("ended with exit code 7 after an orderly shutdown of its JVM")
                .hasMessageContaining("last on stderr: good bye");
    }

    @Test
    @DisplayName("by halt")
    void halt() {
        assertThat(crash(() -> Runtime.getRuntime().halt(8)).exitCode()).isEqualTo(8);
        assertThat(pool.stats().lastCrash()).contains("ended with exit code 8");
    }

    @Test
    @DisplayName("by kill -9")
    void kill() {
        assertThat(crash(() -> new ProcessBuilder("kill", "-KILL", "" + ProcessHandle.current().pid()).start()
                .waitFor())).hasMessageContaining("was ended by signal 9 SIGKILL (exit code 137)");
    }

    @Test
    @DisplayName("by SIGTERM")
    void terminate() {
        assertThat(crash(() -> {
            new ProcessBuilder("kill", "-TERM", "" + ProcessHandle.current().pid()).start().waitFor();
            Thread.sleep(600_000);
        })).hasMessageContaining("was ended by signal 15 SIGTERM (exit code 143), by somebody who asked it to end");
    }

    @Test
    @DisplayName("by SIGSEGV in native code, with the words of the crash report")
    void segmentationFault() {
        assertThat(crash(() -> Native.crash())).hasMessageContaining("crash report: SIGSEGV");
    }

    @Test
    @DisplayName("by abort in native code")
    void abort() {
        assertThat(crash(() -> Native.abort())).hasMessageContaining("signal 6 SIGABRT (exit code 134), as it aborted");
    }

    @Test
    @DisplayName("by want of memory, also on another thread")
    void outOfMemory() {
        assertThat(crash(() -> {
            Thread other = new Thread(() -> {
                List<long[]> all = new ArrayList<>();
                while (true) {
                    all.add(new long[1 << 18]);
                }
            });
            other.start();
            other.join();
        })).hasMessageContaining("exit code 3 (out of memory").hasMessageContaining("last on stderr");
    }

    @Test
    @DisplayName("while a child process holds its stderr open")
    void childHoldsStderr() {
        assertThat(crash(() -> {
            new ProcessBuilder("sleep", "5").inheritIO().start();
            Runtime.getRuntime().halt(4);
        }).exitCode()).isEqualTo(4);
    }

    @Test
    @DisplayName("in the middle of a large result")
    void duringLargeResult() {
        assertThat(crash(() -> {
            throw new Halting();
        }).exitCode()).isEqualTo(9);
    }

    /** Halts its JVM in the middle of being written. */
    static final class Halting extends RuntimeException {
        private static final long serialVersionUID = 1;

        private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
            out.defaultWriteObject();
            out.write(new byte[1 << 20]);
            Runtime.getRuntime().halt(9);
        }
    }

    @Test
    @DisplayName("by a job that is too large for it does not go on for ever")
    void tooLargeArgument() {
        byte[] large = new byte[100 << 20];
        WorkerCrashedException crash = catchThrowableOfType(WorkerCrashedException.class,
                () -> pool.call(() -> large.length));
        assertThat(crash).hasMessageContaining("died when it was given frail/WorkerDeathTest lambda (10485")
                .hasMessageContaining("as 2 workers had before").hasMessageContaining("give the workers more heap");
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("while a large argument is on its way to it")
    void duringLargeArgument() throws Exception {
        byte[] large = new byte[4 << 20];
        Began began = new Began();
        Task<Void> first = pool.onProgress(began).start(() -> {
            Began.here();
            Thread.sleep(600_000);
        });
        ProcessHandle worker = began.worker();
        Task<Integer> second = pool.start(() -> large.length);
        Began.signal(worker, "STOP");
        first.cancel(); // the worker is stopped and cannot answer, so it is killed
        assertThat(first.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(second.result()).isEqualTo(4 << 20);
    }

    @Test
    @DisplayName("fails the job that had begun, and no other: those in the queue run on another worker")
    void movesTheQueue() throws Exception {
        Began began = new Began();
        Task<Void> victim = pool.onProgress(began).start(() -> {
            Began.here();
            Thread.sleep(600_000);
        });
        ProcessHandle worker = began.worker();
        List<Task<Integer>> queued = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            queued.add(pool.start(() -> number));
        }
        worker.destroyForcibly();
        assertThat(victim.outcome()).isInstanceOfSatisfying(Outcome.Failure.class,
                failure -> assertThat(failure.error()).isInstanceOf(WorkerCrashedException.class));
        for (int i = 0; i < 20; i++) {
            assertThat(queued.get(i).result()).isEqualTo(i);
        }
    }

    @Test
    @DisplayName("while it is idle is noticed and harms nobody")
    void idleWorker() {
        long pid = pool.call(ProcessPoolTest::pid);
        ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
        worker.destroyForcibly();
        worker.onExit().join();
        assertThat(pool.repeatable(3).call(ProcessPoolTest::pid)).isNotEqualTo(pid);
    }

    @Test
    @DisplayName("is survived by a job that may be repeated")
    void repeats() throws Exception {
        java.nio.file.Path marker = java.nio.file.Files.createTempFile("repeat", "");
        String file = marker.toString();
        try {
            assertThat(pool.repeatable(1).call(() -> {
                java.nio.file.Path path = java.nio.file.Path.of(file);
                if (java.nio.file.Files.deleteIfExists(path)) {
                    Runtime.getRuntime().halt(1);
                }
                return "second time";
            })).isEqualTo("second time");
            assertThat(pool.stats().retried()).isPositive();
        } finally {
            java.nio.file.Files.deleteIfExists(marker);
        }
    }

    @Test
    @DisplayName("again and again by one job does not eat the pool: its repetitions are bounded")
    void boundsPoison() {
        WorkerCrashedException crash = catchThrowableOfType(WorkerCrashedException.class,
                () -> pool.repeatable(2).call(() -> Runtime.getRuntime().halt(6)));
        assertThat(crash).hasMessageContaining("which had been begun 3 times").hasMessageContaining("exit code 6");
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"this is not a frame, whatever it is, and it is long enough to be one",
            "\0\1\0\0\7 this could be the beginning of one, the rest of which never comes"})
    @DisplayName("by writing garbage to its own channel is one, too")
    void garbage(String text) {
        assertThat(crash(() -> {
            try (var descriptors = java.nio.file.Files.list(java.nio.file.Path.of("/proc/self/fd"))) {
                for (java.nio.file.Path descriptor : descriptors.toList()) {
                    int number = Integer.parseInt(descriptor.getFileName().toString());
                    if (number > 2 && isChannel(descriptor)) {
                        Native.write(number, text);
                    }
                }
            }
            Thread.sleep(600_000);
        })).hasMessageContaining("its channel failed")
                .hasMessageContaining("something else has written to the channel");
    }

    /** The pipe for results in the pool's folder, or a socket. */
    private static boolean isChannel(java.nio.file.Path descriptor) throws java.io.IOException {
        try {
            String link = java.nio.file.Files.readSymbolicLink(descriptor).toString();
            return link.startsWith("socket:") || link.matches(".*/footbridge-[^/]*/r[0-9]+( \\(deleted\\))?");
        } catch (java.nio.file.NoSuchFileException gone) {
            return false;
        }
    }
}
