package dev.footbridge.processes.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;

/** Where this system keeps what a user's programs can make again. */
final class CacheFolder {

    private CacheFolder() {}

    /** The folder of Footbridge's AOT caches; it need not exist. */
    static Path ofUser() {
        return parent().resolve("footbridge").resolve("aot");
    }

    private static Path parent() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", ""));
        if (!home.isAbsolute()) {
            // A user without a home, as in some containers.
            return Path.of(System.getProperty("java.io.tmpdir"), "cache")
                    .toAbsolutePath();
        }
        if (system.startsWith("windows")) {
            return named("LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        return named("XDG_CACHE_HOME", home.resolve(".cache"));
    }

    private static Path named(String variable, Path otherwise) {
        String value = System.getenv(variable);
        return value != null && new File(value).isAbsolute() ? Path.of(value) : otherwise;
    }
}
