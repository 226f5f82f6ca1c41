package dev.footbridge.testkit;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.footbridge.loop.EventLoop;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the coroutines of a loop are waiting in, for messages: their stacks, without the frames that are ours or Java's. */
final class Pending {

    private static final Pattern NOISE = Pattern.compile(
            "\\s+(?:- .*|at (?:(?:java|jdk)\\.\\S*/|(?:\\S*/)?dev\\.footbridge\\.(?:Level|loop|internal|testkit\\.(?:Run|Pending))\\b).*)");
    private static final Pattern THREAD = Pattern.compile("#\\d+ \"(.*)\" .*");

    private Pending() {}

    /** One line for each thread, one more for each frame; the name of the loop's threads begins with the loop's. */
    static String of(EventLoop loop) {
        StringBuilder text = new StringBuilder();
        for (String thread : dump().split("\\R\\R", -1)) {
            List<String> lines = thread.strip().lines().toList();
            var name = THREAD.matcher(lines.isEmpty() ? "" : lines.getFirst());
            if (name.matches() && name.group(1).startsWith(loop.name() + "-")) {
                List<String> frames = lines.stream().skip(1).filter(line -> !NOISE.matcher(line).matches()).toList();
                if (!frames.isEmpty()) {
                    text.append("\n  ").append(name.group(1)).append(" in\n").append(String.join("\n", frames));
                }
            }
        }
        return text.isEmpty() ? "\n  (the stacks of their threads cannot be had here)" : text.toString();
    }

    /** All threads, also the virtual ones, which only a dump into a file shows. */
    private static String dump() {
        try {
            Path folder = Files.createTempDirectory("footbridge");
            Path file = folder.resolve("threads.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(file.toString(),
                        ThreadDumpFormat.TEXT_PLAIN);
                return Files.readString(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | RuntimeException | LinkageError _) {
            return "";
        }
    }
}
