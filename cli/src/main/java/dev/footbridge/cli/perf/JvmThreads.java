package dev.footbridge.cli.perf;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CPU time of a JVM's own threads up to one moment, as Linux accounts it for each thread. It is part of what a
 * way costs, and the noisiest part, so the report tells its share.
 */
public final class JvmThreads {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final List<String> COMPILERS = List.of("C1 ", "C2 ");
    private static final List<String> COLLECTORS = List.of("G1 ", "GC ", "VM Thread");

    private final Map<String, Long> compilers = new HashMap<>();
    private final Map<String, Long> collectors = new HashMap<>();

    private JvmThreads() {}

    /**
     * What the JVM's own threads used between two moments.
     *
     * @param compilerNanos for compiling
     * @param collectorNanos for collecting garbage
     */
    public record Use(long compilerNanos, long collectorNanos) {}

    /** Whether this system tells it; elsewhere all uses are 0. */
    public static boolean areTold() {
        return Files.isDirectory(TASKS);
    }

    /** What it is now. */
    static JvmThreads now() {
        return in(TASKS);
    }

    /** What it is now in another JVM on this host. */
    public static JvmThreads of(ProcessHandle jvm) {
        return in(Path.of("/proc", String.valueOf(jvm.pid()), "task"));
    }

    private static JvmThreads in(Path tasks) {
        JvmThreads now = new JvmThreads();
        if (areTold()) {
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
                for (Path thread : threads) {
                    now.add(thread);
                }
            } catch (IOException | DirectoryIteratorException e) {
                // Threads come and go under the listing: the share is of those that were seen.
                return now;
            }
        }
        return now;
    }

    /** What was used since an earlier moment. */
    public Use since(JvmThreads earlier) {
        return new Use(difference(compilers, earlier.compilers), difference(collectors, earlier.collectors));
    }

    private static long difference(Map<String, Long> now, Map<String, Long> earlier) {
        // A thread that ended meanwhile is missing now: what it used in between stays unknown.
        return now.entrySet().stream().mapToLong(e -> e.getValue() - earlier.getOrDefault(e.getKey(), 0L)).sum();
    }

    private void add(Path thread) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            boolean compiles = COMPILERS.stream().anyMatch(name::startsWith);
            if (compiles || COLLECTORS.stream().anyMatch(name::startsWith)) {
                String used = Files.readString(thread.resolve("schedstat")).split(" ", -1)[0];
                (compiles ? compilers : collectors).put(thread.getFileName().toString(), Long.parseLong(used));
            }
        } catch (IOException e) {
            // The thread ended between the listing and the look at it.
            return;
        }
    }
}
