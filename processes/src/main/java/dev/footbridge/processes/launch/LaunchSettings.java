package dev.footbridge.processes.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a worker JVM is started with.
 *
 * @param jvmOptions options after Footbridge's own
 * @param heap the largest heap; empty for the default
 * @param environment variables beside those of this JVM
 * @param workingDirectory where it runs
 * @param aotFolder where AOT caches are kept
 * @param aot whether they are used
 */
public record LaunchSettings(List<String> jvmOptions, String heap, Map<String, String> environment,
        Path workingDirectory, Path aotFolder, boolean aot) {

    /** Nothing in particular. */
    public static LaunchSettings defaults() {
        return new LaunchSettings(List.of(), "", Map.of(), Path.of(""), Path.of(""), false);
    }

    /** With these options. */
    public LaunchSettings withJvmOptions(List<String> jvmOptions) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, aot);
    }

    /** With this largest heap. */
    public LaunchSettings withHeap(String heap) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, aot);
    }

    /** With these variables. */
    public LaunchSettings withEnvironment(Map<String, String> environment) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, aot);
    }

    /** With this folder. */
    public LaunchSettings withWorkingDirectory(Path workingDirectory) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, aot);
    }
}
