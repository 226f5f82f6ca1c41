package dev.footbridge.cli.bench.processes;

import dev.footbridge.cli.jvm.OwnJava;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of those compared.
 *
 * @param name its name in figures
 * @param command starts its parent process; the numbers of the {@link Effort} are added
 */
record Contender(String name, List<String> command) {

    static final String FOOTBRIDGE = "footbridge";

    /** Footbridge, on this class path. */
    static Contender footbridge(String classPath) {
        return new Contender(FOOTBRIDGE, List.of(OwnJava.program(), "-cp", classPath, FootbridgeSide.class.getName()));
    }

    /** Python, by both of its ways to start a worker. */
    static List<Contender> python(Python python, Path script) {
        List<Contender> both = new ArrayList<>();
        for (String method : List.of("fork", "spawn")) {
            both.add(new Contender("python-" + method, List.of(python.program(), script.toString(), method)));
        }
        return both;
    }
}
