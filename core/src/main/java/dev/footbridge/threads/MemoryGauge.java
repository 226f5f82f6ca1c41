package dev.footbridge.threads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether memory is short: in the heap, on the machine, or within the limit of a container. What cannot be read is taken
 * for plenty.
 */
final class MemoryGauge {

    private static final long MEBI = 1 << 20;
    private static final long LEAST = 64 * MEBI;
    private static final double PART = 0.05;
    /** A limit beyond this is none: old control groups say so with a number of their own. */
    private static final long NO_LIMIT = 1L << 60;

    private final Path root;

    /** Reads the files under this root. */
    MemoryGauge(Path root) {
        this.root = root;
    }

    /** What is short, in words with figures, or null. */
    @Nullable
    String shortage() {
        Runtime jvm = Runtime.getRuntime();
        String heap = heap(jvm.totalMemory() - jvm.freeMemory(), jvm.maxMemory());
        if (heap != null) {
            return heap;
        }
        String machine = machine();
        return machine != null ? machine : container();
    }

    /** Why a heap that is filled so far is short, or null. */
    static @Nullable String heap(long used, long max) {
        return used < max * (1 - PART) ? null : "the heap is nearly full (" + left(max - used, max) + ")";
    }

    private @Nullable String machine() {
        Path info = root.resolve("proc/meminfo");
        long available = field(info, "MemAvailable:", 1024);
        return available < 0 ? null : shortage("the machine", available, field(info, "MemTotal:", 1024));
    }

    private @Nullable String container() {
        Path two = root.resolve("sys/fs/cgroup");
        Path one = two.resolve("memory");
        String second = container(number(two.resolve("memory.max")), number(two.resolve("memory.current")),
                field(two.resolve("memory.stat"), "inactive_file", 1));
        return second != null
                ? second
                : container(number(one.resolve("memory.limit_in_bytes")), number(one.resolve("memory.usage_in_bytes")),
                        field(one.resolve("memory.stat"), "total_inactive_file", 1));
    }

    private static @Nullable String container(long limit, long used, long cached) {
        return limit <= 0 || limit > NO_LIMIT || used < 0
                ? null
                : shortage("the container", limit - used + Math.max(0, cached), limit);
    }

    private static @Nullable String shortage(String where, long available, long total) {
        return total <= 0 || available >= Math.max(LEAST, (long) (total * PART))
                ? null
                : "memory of " + where + " is short (" + left(Math.max(0, available), total) + ")";
    }

    private static String left(long available, long total) {
        return available / MEBI + " of " + total / MEBI + " MiB are left";
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException | SecurityException _) {
            return -1; // absent, or the word "max"
        }
    }

    private static long field(Path file, String name, long unit) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("\\s+")).filter(words -> words.length > 1 && words[0].equals(name))
                    .mapToLong(words -> Long.parseLong(words[1]) * unit).findFirst().orElse(-1);
        } catch (IOException | NumberFormatException | SecurityException | UncheckedIOException _) {
            return -1;
        }
    }
}
