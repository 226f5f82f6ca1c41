package dev.footbridge.benchmarks.asyncio;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An interpreter of CPython.
 *
 * @param command what starts it
 * @param version what it says it is
 */
record Python(String command, String version) {

    private static final List<String> NAMES = List.of("python3", "python3.14", "python3.13", "python3.12",
            "python3.11");
    /** Prints its name and version, or ends with an error if it is too old. */
    private static final String WHO = "import platform, sys; assert sys.version_info >= (3, 11); "
            + "print(platform.python_implementation(), platform.python_version())";

    /** The first on the path that is new enough. */
    static Optional<Python> find() throws InterruptedException {
        for (String name : NAMES) {
            Optional<Python> found = asked(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Python> asked(String name) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(name, "-c", WHO).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String version;
            try (var lines = process.inputReader()) {
                version = lines.readLine();
            }
            return process.waitFor() == 0 && version != null
                    ? Optional.of(new Python(name, version))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // there is no such command
        }
    }
}
