package dev.footbridge.processes.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How workers are started. Immutable; each {@code with} method returns a changed copy. {@link Launcher#of} checks it.
 *
 * @param jvmOptions options of the JVM; each replaces what Footbridge would say about the same subject
 * @param heap the most memory for objects, such as {@code 256m}; empty for an equal share of 60 % of the machine's
 * @param environment variables that workers have besides those of this process
 * @param workingDirectory where workers run
 * @param aotFolder where AOT caches are kept; used only if {@code aot}
 * @param aot whether workers may start from an AOT cache
 */
public record LaunchSettings(List<String> jvmOptions, String heap, Map<String, String> environment,
        Path workingDirectory, Path aotFolder, boolean aot) {

    /** Makes the collections immutable. */
    public LaunchSettings {
        jvmOptions = List.copyOf(jvmOptions);
        environment = Map.copyOf(environment);
    }

    /** An equal share of the memory, the working directory of this process, and AOT caches in the user's cache folder. */
    public static LaunchSettings defaults() {
        return new LaunchSettings(List.of(), "", Map.of(), Path.of("").toAbsolutePath(), CacheFolder.ofUser(), true);
    }

    /** With these JVM options. */
    public LaunchSettings withJvmOptions(List<String> jvmOptions) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, aot);
    }

    /** With at most so much memory for objects, such as {@code 256m}. */
    public LaunchSettings withHeap(String heap) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, aot);
    }

    /** With these variables besides those of this process. */
    public LaunchSettings withEnvironment(Map<String, String> environment) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, aot);
    }

    /** In this directory. */
    public LaunchSettings withWorkingDirectory(Path workingDirectory) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, aot);
    }

    /** With AOT caches, kept in this folder. */
    public LaunchSettings withAotFolder(Path aotFolder) {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, true);
    }

    /** Without AOT caches. */
    public LaunchSettings withoutAot() {
        return new LaunchSettings(jvmOptions, heap, environment, workingDirectory, aotFolder, false);
    }
}
