package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryGaugeTest {

    private static final long MEBI = 1 << 20;

    @TempDir
    private Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String shortage() {
        return new MemoryGauge(root).shortage();
    }

    @Test
    void takesWhatItCannotReadForPlenty() throws IOException {
        assertThat(shortage()).isNull();
        write("proc/meminfo", "MemTotal: nonsense kB\nMemAvailable:\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        write("sys/fs/cgroup/memory.current", "\n");
        assertThat(shortage()).isNull();
    }

    @Test
    void readsTheMachine() throws IOException {
        write("proc/meminfo", "MemTotal:        1048576 kB\nMemFree:  1 kB\nMemAvailable:     524288 kB\n");
        assertThat(shortage()).isNull();
        write("proc/meminfo", "MemTotal:        1048576 kB\nMemFree:  1 kB\nMemAvailable:      20480 kB\n");
        assertThat(shortage()).isEqualTo("memory of the machine is short (20 of 1024 MiB are left)");
    }

    @Test
    void readsTheContainerOfEitherVersion() throws IOException {
        write("sys/fs/cgroup/memory.max", 2_048 * MEBI + "\n");
        write("sys/fs/cgroup/memory.current", 2_028 * MEBI + "\n");
        assertThat(shortage()).isEqualTo("memory of the container is short (20 of 2048 MiB are left)");
        write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file " + 500 * MEBI + "\n");
        assertThat(shortage()).as("what is cached can be had").isNull();

        write("sys/fs/cgroup/memory.max", "max");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", Long.toString(0x7ffffffffffff000L));
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", Long.toString(1_000 * MEBI));
        assertThat(shortage()).as("a number that means no limit").isNull();
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", Long.toString(1_001 * MEBI));
        assertThat(shortage()).isEqualTo("memory of the container is short (1 of 1001 MiB are left)");
    }

    @Test
    void watchesTheHeap() {
        assertThat(MemoryGauge.heap(94 * MEBI, 100 * MEBI)).isNull();
        assertThat(MemoryGauge.heap(96 * MEBI, 100 * MEBI))
                .isEqualTo("the heap is nearly full (4 of 100 MiB are left)");
    }
}
