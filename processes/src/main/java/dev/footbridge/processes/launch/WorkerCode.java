package dev.footbridge.processes.launch;

import java.util.List;

/**
 * Where a worker finds its classes, and how its JVM is told: the same way as this process does.
 */
sealed interface WorkerCode permits ClassPathCode, ModuleCode, BootJarCode {

    /** The options about modules; the same for each start. */
    List<String> modules();

    /** The directories and jars of the class path, or none. */
    List<String> classPath();

    /** The words that name the main class. */
    List<String> program(String mainClass);
}
