package dev.footbridge.processes.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM options of a worker: Footbridge's, without those about which the user has said something else, and the user's.
 */
final class WorkerOptions {

    private static final List<String> STANDARD = List.of(
            // Starts soonest, and a worker runs one job at a time.
            "-XX:+UseSerialGC",
            // A loop without a safepoint would keep a worker alive for seconds after it was told to end.
            "-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000",
            // A worker that is short of memory in some thread is of no use, and would not say so.
            "-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash",
            // Standard output belongs to the jobs.
            "-XX:+DisplayVMOutputToStderr");

    private static final List<String> LOG = List.of("-Xlog:disable", "-Xlog:all=warning:stderr");

    private WorkerOptions() {}

    /** All but the error file. */
    static List<String> of(JvmOptions user, List<String> memory) {
        List<String> all = new ArrayList<>(LOG);
        addUnlessGiven(STANDARD, user, all);
        addUnlessGiven(memory, user, all);
        all.addAll(user.words());
        return List.copyOf(all);
    }

    /** Where the JVM of a worker writes what it knows about its own crash. */
    static List<String> errorFile(Path file, JvmOptions user) {
        List<String> option = new ArrayList<>();
        addUnlessGiven(List.of("-XX:ErrorFile=" + file.toAbsolutePath().toString().replace("%", "%%")), user, option);
        return option;
    }

    private static void addUnlessGiven(List<String> ours, JvmOptions user, List<String> all) {
        for (String option : ours) {
            if (!user.areAbout(Subject.of(option))) {
                all.add(option);
            }
        }
    }
}
