package dev.footbridge.processes.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is the same for each JVM that Footbridge starts. */
final class JavaCommand {

    /** Variables by which a JVM takes options that nobody here knows of. */
    static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private JavaCommand() {}

    /** The program that runs the JVM of this process. */
    static String executable() {
        Path directory = Path.of(System.getProperty("java.home"), "bin");
        Path program = directory.resolve(File.separatorChar == '\\' ? "java.exe" : "java");
        if (!Files.isExecutable(program)) {
            throw new IllegalArgumentException("a worker is started with the java program of this process, and "
                    + program + " does not exist: use a JDK or a runtime image that has it (jlink without"
                    + " --strip-native-commands)");
        }
        return program.toString();
    }

    static void cleanEnvironment(ProcessBuilder builder) {
        builder.environment().keySet().removeAll(VARIABLES);
        builder.environment().remove("JDK_AOT_VM_OPTIONS");
    }
}
