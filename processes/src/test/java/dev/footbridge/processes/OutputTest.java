package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G5: the output of a worker")
class OutputTest {

    private final LinkedBlockingQueue<WorkerLine> lines = new LinkedBlockingQueue<>();

    private ProcessPool open() {
        return ProcessPool.open(o -> o.withWorkers(1).withName("talker").withHeap("64m").withOutput(lines::add)
                .withJvmOptions(List.of("--enable-native-access=ALL-UNNAMED")));
    }

    private WorkerLine next() throws Exception {
        WorkerLine line = lines.poll(60, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        return line;
    }

    @Test
    @DisplayName("comes line by line, with the worker's name, and does not disturb the protocol")
    void isForwarded() throws Exception {
        try (ProcessPool pool = open()) {
            long pid = pool.call(() -> {
                System.out.println("hello");
                return ProcessHandle.current().pid();
            });
            WorkerLine line = next();
            assertThat(line).isEqualTo(new WorkerLine("talker-1", pid, WorkerLine.Source.OUT, "hello"))
                    .hasToString("[talker-1] hello");
            pool.call(() -> System.err.println("oops"));
            assertThat(next()).isEqualTo(new WorkerLine("talker-1", pid, WorkerLine.Source.ERR, "oops"));
            pool.call(() -> Native.write(1, "from native code\n"));
            assertThat(next().text()).isEqualTo("from native code");
            assertThat(pool.call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("may be a flood: 1 MiB and more on stdout and stderr does not block the call")
    void mayBeAFlood() {
        try (ProcessPool pool = open()) {
            String answer = pool.call(() -> {
                byte[] flood = new byte[3 << 20];
                java.util.Arrays.fill(flood, (byte) 'x');
                try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                        FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
                    out.write(flood);
                    err.write(flood);
                }
                return "written";
            });
            assertThat(answer).isEqualTo("written");
            assertThat(pool.call(() -> "still here")).isEqualTo("still here");
        }
    }

    @Test
    @DisplayName("is read on when whoever takes it fails")
    void survivesItsConsumer() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m").withOutput(line -> {
            throw new IllegalStateException("no");
        }))) {
            pool.call(() -> {
                for (int i = 0; i < 20_000; i++) {
                    System.out.println("a line that is read by nobody");
                }
            });
            assertThat(pool.call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("G5: what a job starts has neither the channel nor the status page")
    void keepsTheChannelFromChildren() throws Exception {
        assumeTrue(java.nio.file.Files.isDirectory(java.nio.file.Path.of("/proc/self/fd")));
        try (ProcessPool pool = open()) {
            RemoteCallable<String> descriptors = () -> {
                Process child = new ProcessBuilder("ls", "-l", "/proc/self/fd").start();
                try (var out = child.getInputStream()) {
                    return new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                }
            };
            assertThat(pool.call(descriptors)).contains("pipe:").doesNotContain("footbridge-")
                    .doesNotContain("socket:");
        }
    }
}
