package dev.footbridge.processes.launch;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Classes of modules that the JVM itself has put together, and perhaps more on the class path.
 *
 * @param module the module of the worker's class
 * @param classPath the entries of the class path, or none
 */
record ModuleCode(String module, List<String> classPath) implements WorkerCode {

    /** The module path of this process, absolute. */
    static List<String> modulePath() {
        String path = System.getProperty("jdk.module.path", "");
        return path.isEmpty()
                ? List.of()
                : List.of("--module-path=" + String.join(File.pathSeparator, ClassPathCode.entries(path)));
    }

    @Override
    public List<String> modules() {
        List<String> options = new ArrayList<>(modulePath());
        options.add("--add-modules=" + String.join(",", BootModules.names()));
        return options;
    }

    @Override
    public List<String> program(String mainClass) {
        return List.of("-m", module + "/" + mainClass);
    }
}
