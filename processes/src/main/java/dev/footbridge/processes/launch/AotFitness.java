package dev.footbridge.processes.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What JVM options mean for an AOT cache: some rule it out, some do not touch it, and a cache that is made with all the
 * others fits only a JVM that has the same. An option that nobody here knows is one of the others.
 */
final class AotFitness {

    private static final List<String> UNFIT = List.of("-agent", "-javaagent", "-Xrun", "-Xdebug", "-Xshare", "-Xverify",
            "-Xbootclasspath", "--patch-module", "--limit-modules", "--upgrade-module-path", "--module-path", "-XX:AOT",
            "-XX:+AOT", "-XX:-AOT", "-XX:SharedArchiveFile", "-XX:SharedClassListFile", "-XX:ArchiveClassesAtExit",
            "-XX:+AutoCreateSharedArchive", "-XX:-BytecodeVerification", "-XX:+BytecodeVerification", "-XX:Flags=",
            "-XX:VMOptionsFile", "-XX:StartFlightRecording", "-XX:+FlightRecorder", "-XX:FlightRecorderOptions",
            "-Djava.system.class.loader", "-Djdk.module.", "-Djava.class.path");

    private static final List<String> APART = List.of("-D", "-Xmx", "-Xms", "-Xss", "-Xlog", "-verbose",
            "-XX:ErrorFile", "-XX:MaxHeapSize", "-XX:InitialHeapSize", "-XX:MaxRAM", "-XX:OnError",
            "-XX:OnOutOfMemoryError", "-XX:+HeapDump", "-XX:HeapDumpPath", "-XX:NativeMemoryTracking",
            "-XX:ActiveProcessorCount",
            // The default for heaps that it is possible for.
            "-XX:+UseCompressedOops");

    /** Properties that the JDK itself reads while it starts. */
    private static final List<String> JDK_PROPERTIES = List.of("-Djava.", "-Djdk.", "-Dsun.");

    /** Above it, a JVM reaches its objects by other references. */
    private static final long SHORT_REFERENCES = 31L << 30;

    private AotFitness() {}

    /** The options that a cache for a JVM with these must be made with; empty when no cache is fit for it. */
    static Optional<List<String>> touching(List<String> options) {
        List<String> touching = new ArrayList<>();
        for (String option : options) {
            if (beginsWithOneOf(option, UNFIT)) {
                return Optional.empty();
            }
            if (isLarge(option)) {
                touching.add("-Xmx40g");
            } else if (!beginsWithOneOf(option, APART) || beginsWithOneOf(option, JDK_PROPERTIES)) {
                touching.add(option);
            }
        }
        return Optional.of(List.copyOf(touching));
    }

    private static boolean isLarge(String option) {
        return Memory.largest(List.of(option)) > SHORT_REFERENCES;
    }

    private static boolean beginsWithOneOf(String option, List<String> beginnings) {
        return beginnings.stream().anyMatch(option::startsWith);
    }
}
