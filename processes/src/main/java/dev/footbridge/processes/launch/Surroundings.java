package dev.footbridge.processes.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a worker has around it: its environment variables and its working directory. */
final class Surroundings {

    private final LaunchSettings settings;

    /** Checks what was asked for. */
    Surroundings(LaunchSettings settings) {
        this.settings = settings;
        settings.environment().forEach(Surroundings::check);
        checkDirectory();
    }

    private static void check(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the name of an environment variable of the workers must not be empty or"
                    + " contain \"=\" or NUL (it is \"" + name.replace('\0', '?') + "\"): correct it");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the value of the environment variable " + name
                    + " of the workers must not contain a NUL character (it is \"" + value.replace('\0', '?')
                    + "\"): correct it");
        }
    }

    /** The directory can have gone since. */
    void checkDirectory() {
        Path directory = settings.workingDirectory();
        if (!Files.isDirectory(directory)) {
            String state = Files.exists(directory) ? "it is a file" : "it does not exist";
            throw new IllegalArgumentException("the working directory of the workers must be a directory (" + directory
                    + ": " + state + "): make it, or name another");
        }
    }

    /** Puts them into a command. */
    void applyTo(ProcessBuilder builder) {
        checkDirectory();
        JavaCommand.cleanEnvironment(builder);
        Map<String, String> environment = builder.environment();
        environment.putAll(settings.environment());
        builder.directory(settings.workingDirectory().toFile());
    }
}
