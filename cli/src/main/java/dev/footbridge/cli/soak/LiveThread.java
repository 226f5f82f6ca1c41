package dev.footbridge.cli.soak;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A thread that is alive, virtual ones included, which the JVM shows only in a dump.
 *
 * @param id its number
 * @param name its name
 * @param isVirtual whether it is virtual
 * @param stack its stack, top first
 */
record LiveThread(long id, String name, boolean isVirtual, List<String> stack) {

    private static final String OURS = "dev.footbridge.";
    /** Threads that live as long as the process does. */
    private static final String LASTING = "footbridge-";
    private static final int FRAMES = 12;

    /** All threads but the calling one. */
    static List<LiveThread> all() {
        long me = Thread.currentThread().threadId();
        List<LiveThread> threads = new ArrayList<>();
        for (JsonNode container : dump().path("threadDump").path("threadContainers")) {
            for (JsonNode thread : container.path("threads")) {
                LiveThread live = of(thread);
                if (live.id != me) {
                    threads.add(live);
                }
            }
        }
        return threads;
    }

    private static LiveThread of(JsonNode thread) {
        List<String> stack = new ArrayList<>();
        thread.path("stack").forEach(frame -> stack.add(frame.asString()));
        return new LiveThread(thread.path("tid").asLong(), thread.path("name").asString(""),
                thread.path("virtual").asBoolean(false), List.copyOf(stack));
    }

    private static JsonNode dump() {
        try {
            Path folder = Files.createTempDirectory("footbridge-threads");
            Path file = folder.resolve("dump.json");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(file.toString(),
                        ThreadDumpFormat.JSON);
                return JsonMapper.shared().readTree(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is one of ours, that ends with the levels: it runs our code, or is virtual, as none of the JDK is. */
    boolean isOurs() {
        return !name.startsWith(LASTING)
                && (isVirtual || stack.stream().anyMatch(frame -> frame.contains(OURS)));
    }

    /** Its name and where it is. */
    String describe() {
        StringBuilder text = new StringBuilder("\n    ").append(isVirtual ? "virtual thread " : "thread ").append(name);
        stack.stream().filter(frame -> !frame.startsWith("java.base")).limit(FRAMES)
                .forEach(frame -> text.append("\n      at ").append(frame));
        return text.toString();
    }
}
