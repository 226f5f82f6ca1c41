package dev.footbridge.processes.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the command lines of worker JVMs. */
public final class Launcher implements AutoCloseable {

    private static final String MAIN = "dev.footbridge.processes.worker.WorkerMain";
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:+UseCountedLoopSafepoints",
            "-XX:LoopStripMiningIter=1000", "-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr",
            "-XX:-CreateCoredumpOnCrash", "-Xlog:disable", "-Xlog:all=warning:stderr", "-Xms16m");

    private final LaunchSettings settings;

    private Launcher(LaunchSettings settings) {
        this.settings = settings;
    }

    /** For so many workers with these settings. */
    public static Launcher of(LaunchSettings settings, int workers) {
        return new Launcher(settings);
    }

    /** A command for one start. */
    public Launch prepare(List<String> workerArguments, Path errorFile) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        if (!settings.heap().isEmpty()) {
            command.add("-Xmx" + settings.heap());
        }
        command.add("-XX:ErrorFile=" + errorFile);
        command.addAll(settings.jvmOptions());
        command.add("-cp");
        command.add(Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        command.addAll(workerArguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().putAll(settings.environment());
        if (!settings.workingDirectory().toString().isEmpty()) {
            builder.directory(settings.workingDirectory().toFile());
        }
        return new Launch(builder, false);
    }

    /** A start with it died before the worker said hello. */
    public void failed(Launch launch) {}

    @Override
    public void close() {}
}
