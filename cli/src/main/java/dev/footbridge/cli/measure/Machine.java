package dev.footbridge.cli.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What figures were measured on.
 *
 * @param cpus how many processors
 * @param cpu their model, where the system tells it, else their kind
 * @param memoryBytes the memory
 * @param os the operating system
 * @param java the JVM
 */
public record Machine(int cpus, String cpu, long memoryBytes, String os, String java) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Path RELEASE = Path.of("/etc/os-release");
    private static final Pattern NAME = Pattern.compile("(?m)^PRETTY_NAME=\"?([^\"\\n]+)\"?$");

    /** The one that this runs on. */
    public static Machine here() {
        String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version");
        return new Machine(Runtime.getRuntime().availableProcessors(),
                find(PROCESSORS, MODEL).orElse(System.getProperty("os.arch")),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
                find(RELEASE, NAME).map(name -> name + ", " + kernel).orElse(kernel),
                System.getProperty("java.vm.name") + " " + Runtime.version() + ", "
                        + System.getProperty("java.vendor"));
    }

    private static Optional<String> find(Path file, Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(file));
            return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
        } catch (IOException notTold) {
            return Optional.empty();
        }
    }

    /** In a line. */
    public String words() {
        return cpus + " CPUs (" + cpu + "), " + Math.round(memoryBytes / (double) (1 << 30)) + " GiB, " + os + ", "
                + java;
    }
}
