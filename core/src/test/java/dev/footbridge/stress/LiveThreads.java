package dev.footbridge.stress;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts threads, virtual ones included, by name. */
public final class LiveThreads {

    private LiveThreads() {}

    /** How many threads alive have names that begin so. */
    public static long named(String prefix) {
        try {
            Path directory = Files.createTempDirectory("threads");
            Path dump = directory.resolve("dump.json");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                        ThreadDumpFormat.JSON);
                String name = "\"name\": \"" + prefix;
                return Files.readAllLines(dump).stream().filter(line -> line.contains(name)).count();
            } finally {
                Files.deleteIfExists(dump);
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
