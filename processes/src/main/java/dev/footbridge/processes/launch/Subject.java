package dev.footbridge.processes.launch;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM option is about; two options about the same subject contradict or repeat each other. */
final class Subject {

    static final String COLLECTOR = "collector";
    static final String HEAP = "heap";
    static final String INITIAL_HEAP = "initial heap";
    static final String REFERENCES = "references";
    static final String SAFEPOINTS = "safepoints";
    static final String VM_OUTPUT = "VM output";
    static final String OUT_OF_MEMORY = "out of memory";
    static final String ERROR_FILE = "error file";

    private static final Set<String> COLLECTORS = Set.of("UseSerialGC", "UseParallelGC", "UseG1GC", "UseZGC",
            "UseShenandoahGC", "UseEpsilonGC");

    private static final Map<String, String> FLAGS = Map.ofEntries(Map.entry("MaxHeapSize", HEAP),
            Map.entry("MaxRAM", HEAP), Map.entry("MaxRAMPercentage", HEAP), Map.entry("MinRAMPercentage", HEAP),
            Map.entry("InitialHeapSize", INITIAL_HEAP), Map.entry("InitialRAMPercentage", INITIAL_HEAP),
            Map.entry("UseCompressedOops", REFERENCES), Map.entry("ObjectAlignmentInBytes", REFERENCES),
            Map.entry("UseCountedLoopSafepoints", SAFEPOINTS), Map.entry("LoopStripMiningIter", SAFEPOINTS),
            Map.entry("DisplayVMOutputToStderr", VM_OUTPUT), Map.entry("DisplayVMOutputToStdout", VM_OUTPUT),
            Map.entry("ExitOnOutOfMemoryError", OUT_OF_MEMORY), Map.entry("CrashOnOutOfMemoryError", OUT_OF_MEMORY),
            Map.entry("ErrorFile", ERROR_FILE), Map.entry("ErrorFileToStderr", ERROR_FILE),
            Map.entry("ErrorFileToStdout", ERROR_FILE));

    private static final Pattern FLAG = Pattern.compile("-XX:[+-]?(\\w+)(=.*)?", Pattern.DOTALL);

    private Subject() {}

    /** The subject of an option; the option itself when nothing of ours can contradict it. */
    static String of(String option) {
        if (option.startsWith("-Xmx")) {
            return HEAP;
        }
        if (option.startsWith("-Xms")) {
            return INITIAL_HEAP;
        }
        Matcher flag = FLAG.matcher(option);
        if (!flag.matches()) {
            return option;
        }
        String name = flag.group(1);
        return COLLECTORS.contains(name) ? COLLECTOR : FLAGS.getOrDefault(name, name);
    }
}
