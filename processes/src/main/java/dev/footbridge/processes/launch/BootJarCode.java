package dev.footbridge.processes.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Classes from jars within a Spring Boot jar: the worker goes through a launcher that lies in each such jar and can be
 * told which class to start.
 *
 * @param classPath the class path of this process, on which the jar is
 * @param launcher the name of that launcher
 */
record BootJarCode(List<String> classPath, String launcher) implements WorkerCode {

    private static final List<String> LAUNCHERS = List.of("org.springframework.boot.loader.launch.PropertiesLauncher",
            "org.springframework.boot.loader.PropertiesLauncher");

    /** Settings of the launcher that this process may have got. */
    private static final List<String> SETTINGS = List.of("loader.path", "loader.home", "loader.config.name",
            "loader.config.location");

    /** The code in the jar that lies around this place, if it is a Spring Boot jar. */
    static Optional<WorkerCode> around(String location, List<String> classPath) {
        int nested = location.indexOf("!BOOT-INF/");
        nested = nested < 0 ? location.indexOf("!/BOOT-INF/") : nested;
        if (nested < 0) {
            return Optional.empty();
        }
        for (String entry : classPath) {
            for (String launcher : LAUNCHERS) {
                if (has(entry, launcher.replace('.', '/') + ".class")) {
                    return Optional.of(new BootJarCode(classPath, launcher));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(String jar, String entry) {
        try (ZipFile file = new ZipFile(Path.of(jar).toFile())) {
            return file.getEntry(entry) != null;
        } catch (IOException notAJar) {
            return false;
        }
    }

    @Override
    public List<String> modules() {
        return new ClassPathCode(classPath).modules();
    }

    @Override
    public List<String> program(String mainClass) {
        List<String> words = new ArrayList<>();
        for (String setting : SETTINGS) {
            String value = System.getProperty(setting);
            if (value != null) {
                words.add("-D" + setting + "=" + value);
            }
        }
        words.addAll(List.of("-Dloader.main=" + mainClass, launcher));
        return words;
    }
}
