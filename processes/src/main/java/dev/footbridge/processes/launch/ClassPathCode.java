package dev.footbridge.processes.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Classes from a class path, beside modules that this process was told to add.
 *
 * @param classPath directories and jars; wildcards and what manifests name stay as they are, the JVM expands them
 */
record ClassPathCode(List<String> classPath) implements WorkerCode {

    /** The entries of a path: absolute, because a worker may run elsewhere; an empty one is the working directory. */
    static List<String> entries(String path) {
        List<String> entries = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator, -1)) {
            entries.add(absolute(entry));
        }
        return entries;
    }

    private static String absolute(String entry) {
        if (entry.equals("*")) {
            return Path.of("").toAbsolutePath() + File.separator + "*";
        }
        return new File(entry).isAbsolute() ? entry : Path.of("").toAbsolutePath().resolve(entry).toString();
    }

    /** The same with these jars at the beginning. */
    ClassPathCode beginningWith(List<Path> jars) {
        LinkedHashSet<String> reordered = new LinkedHashSet<>();
        jars.forEach(jar -> reordered.add(jar.toString()));
        reordered.addAll(classPath);
        return new ClassPathCode(List.copyOf(reordered));
    }

    @Override
    public List<String> modules() {
        List<String> options = new ArrayList<>(ModuleCode.modulePath());
        List<String> names = BootModules.namesOnRequest();
        if (!names.isEmpty()) {
            options.add("--add-modules=" + String.join(",", names));
        }
        return options;
    }

    @Override
    public List<String> program(String mainClass) {
        return List.of(mainClass);
    }
}
