package dev.footbridge.processes.launch;

import java.net.URI;
import java.util.Comparator;
import java.util.List;

/** The modules that this JVM was started with. */
final class BootModules {

    static final Comparator<Module> BY_NAME = Comparator.comparing(Module::getName);

    private BootModules() {}

    /** Those from the module path, by name. */
    static List<Module> ofUser() {
        return ModuleLayer.boot().modules().stream().filter(module -> !isOfRuntime(module)).sorted(BY_NAME).toList();
    }

    /** The names of all of them. */
    static List<String> names() {
        return ModuleLayer.boot().modules().stream().map(Module::getName).sorted().toList();
    }

    /** The names of those that a JVM on the class path has only if it is told to. */
    static List<String> namesOnRequest() {
        return ModuleLayer.boot().modules().stream()
                .filter(module -> !isOfRuntime(module) || module.getName().startsWith("jdk.incubator."))
                .map(Module::getName).sorted().toList();
    }

    private static boolean isOfRuntime(Module module) {
        return ModuleLayer.boot().configuration().findModule(module.getName())
                .flatMap(resolved -> resolved.reference().location()).map(URI::getScheme)
                .filter(scheme -> scheme.equals("jrt")).isPresent();
    }
}
