package dev.footbridge.cli.jvm;

import java.nio.file.Path;
import java.util.List;

/** The {@code java} that runs this program, as a program to start. */
public final class OwnJava {

    /** What is meant for this JVM (an agent, a heap size) is not meant for one that it starts. */
    private static final List<String> OURS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private OwnJava() {}

    /** Where it is. */
    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A process with this command, both outputs in one, that inherits no options of this JVM by the environment. */
    public static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(OURS);
        return builder;
    }
}
