package dev.footbridge.processes.launch;

import dev.footbridge.Level;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jars that hold Footbridge's classes, and nothing else. */
final class OwnJars {

    private OwnJars() {}

    /** These jars; empty when the classes come from directories, or from a jar that holds other classes too. */
    static Optional<List<Path>> find() {
        List<Path> jars = new ArrayList<>();
        for (Class<?> type : List.of(Level.class, Launcher.class)) {
            Optional<Path> jar = jarOf(type);
            if (jar.isEmpty()) {
                return Optional.empty();
            }
            jars.add(jar.get());
        }
        return Optional.of(List.copyOf(jars));
    }

    private static Optional<Path> jarOf(Class<?> type) {
        try {
            Optional<Path> jar = ParentCode.file(URI.create(ParentCode.location(type)).toURL());
            return jar.filter(Files::isRegularFile).filter(OwnJars::holdsNothingElse);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean holdsNothingElse(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return file.stream().allMatch(entry -> entry.isDirectory() || isOurs(entry.getName()))
                    && (manifest == null || manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) == null);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOurs(String entry) {
        return entry.startsWith("dev/footbridge/") || (entry.startsWith("META-INF/") && !entry.endsWith(".class"))
                || entry.equals("module-info.class");
    }
}
