package dev.footbridge.processes.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cache depends on, in 16 digits: the build of the JDK, the processor, the bytes of the jars, the options.
 *
 * <p>
 * The JVM's own check is not enough: it has run stale classes after a jar was built again, and has taken a cache of
 * another class path (JDK-8377932).
 */
final class AotKey {

    /** To be raised when caches are made in another way. */
    private static final String FORMAT = "1";

    private static final int FIRST_PROCESSOR = 4096;

    private AotKey() {}

    static String of(List<Path> jars, List<String> options, EntryPoints entry) throws IOException {
        List<String> parts = new ArrayList<>(List.of(FORMAT, entry.training()));
        parts.addAll(entry.trainingArguments());
        for (String property : List.of("java.vm.version", "java.vm.vendor", "java.vm.name", "os.arch")) {
            parts.add(System.getProperty(property, ""));
        }
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        parts.add(home.toString());
        parts.add(stamp(home.resolve("lib").resolve("modules")));
        parts.add(processor());
        for (Path jar : jars) {
            parts.add(jar.toRealPath() + " " + stamp(jar) + " " + Checksum.of(jar));
        }
        parts.addAll(options);
        return Checksum.of(String.join("\n", parts));
    }

    /** Changes whenever the file is written. */
    static String stamp(Path file) throws IOException {
        return Files.size(file) + "@" + Files.getLastModifiedTime(file);
    }

    /** What the processor can do, where the system says so: a home folder may be shared by several machines. */
    private static String processor() {
        try (InputStream in = Files.newInputStream(Path.of("/proc/cpuinfo"))) {
            String first = new String(in.readNBytes(FIRST_PROCESSOR), StandardCharsets.US_ASCII);
            return first.lines().filter(line -> line.startsWith("flags") || line.startsWith("Features")
                    || line.startsWith("model name")).limit(2).toList().toString();
        } catch (IOException e) {
            return "";
        }
    }
}
