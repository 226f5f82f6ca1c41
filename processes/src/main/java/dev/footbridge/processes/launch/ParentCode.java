package dev.footbridge.processes.launch;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out how this process got its classes, and so how a worker can get them. */
final class ParentCode {

    private static final String REMEDY = "; start the program with all its jars on the class path or the module path,"
            + " such as with a Spring Boot jar after \"java -Djarmode=tools -jar app.jar extract\"";

    private ParentCode() {}

    /** The code of a worker of this process; says what to do when there is no way. */
    static WorkerCode find() {
        Module module = Launcher.class.getModule();
        String path = System.getProperty("java.class.path", "");
        if (module.isNamed()) {
            if (module.getLayer() != ModuleLayer.boot()) {
                throw refused(
                        "in a module layer that the program has made itself (its module is " + module.getName() + ")");
            }
            return new ModuleCode(module.getName(), path.isEmpty() ? List.of() : ClassPathCode.entries(path));
        }
        boolean hasPath = !path.isEmpty() || System.getProperty("jdk.module.main") == null;
        List<String> entries = hasPath ? ClassPathCode.entries(path) : new ArrayList<>();
        ClassLoader loader = Launcher.class.getClassLoader();
        return isSystem(loader) ? new ClassPathCode(entries) : custom(loader, entries);
    }

    /** Whether a loader is the one of the class path; a system class loader of the user's has that as a parent. */
    private static boolean isSystem(@Nullable ClassLoader loader) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        while (system != null && system != loader) {
            system = system.getParent();
        }
        return system != null && system != ClassLoader.getPlatformClassLoader();
    }

    private static WorkerCode custom(@Nullable ClassLoader loader, List<String> entries) {
        Optional<WorkerCode> boot = BootJarCode.around(location(Launcher.class), entries);
        return boot.orElseGet(() -> new ClassPathCode(flattened(loader, entries)));
    }

    /** The entries of class loaders one in another, outermost first, as classes are looked for. */
    private static List<String> flattened(@Nullable ClassLoader innermost, List<String> system) {
        Deque<URLClassLoader> loaders = new ArrayDeque<>();
        ClassLoader loader = innermost;
        while (loader instanceof URLClassLoader urls && !isSystem(loader)) {
            loaders.push(urls);
            loader = loader.getParent();
        }
        boolean endsInSystem = loader != null && isSystem(loader);
        boolean endsAlone = loader == null || loader == ClassLoader.getPlatformClassLoader();
        List<String> entries = new ArrayList<>(endsInSystem ? system : List.of());
        boolean ours = false;
        for (URLClassLoader each : loaders) {
            for (URL url : each.getURLs()) {
                entries.add(file(url).orElseThrow(() -> notAFile(innermost, url)).toString());
                ours |= url.toString().equals(location(Launcher.class));
            }
        }
        if ((!endsInSystem && !endsAlone) || !ours) {
            throw refused("with a class loader that only this process has (" + innermost + ", from "
                    + location(Launcher.class) + ")");
        }
        return entries;
    }

    /** Where a class comes from; empty when nobody knows. */
    static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "" : source.getLocation().toString();
    }

    /** The directory or jar of a URL, if it is one. */
    static Optional<Path> file(URL url) {
        try {
            return url.getProtocol().equals("file") ? Optional.of(Path.of(new URI(url.toString()))) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException notAFile(@Nullable ClassLoader loader, URL url) {
        return refused("with a class loader that reads from something else than files and directories (" + loader
                + " reads " + url + ")");
    }

    private static IllegalArgumentException refused(String how) {
        return new IllegalArgumentException(
                "a worker cannot find the classes of this process, which loads Footbridge " + how + REMEDY);
    }
}
