package dev.footbridge.cli.bench.processes;

import dev.footbridge.cli.input.BadInput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed CPython of a version that can be compared with.
 *
 * @param program its name or path
 * @param version as 3.11.7
 */
record Python(String program, String version) {

    private static final List<String> NAMES = List.of("python3.11", "python3.12", "python3.13", "python3.14", "python3",
            "python");
    private static final String ASK = "import platform; print(platform.python_implementation(), platform.python_version())";
    private static final Pattern ANSWER = Pattern.compile("CPython (3\\.(\\d+)\\.\\S+)");
    private static final int LEAST_MINOR = 11;
    private static final int SECONDS = 20;

    /** The first one on the path, of version 3.11 if there is one. */
    static Optional<Python> find() {
        return NAMES.stream().flatMap(name -> ask(name).stream()).findFirst();
    }

    /** The one that the user has named. */
    static Python at(String program) {
        return ask(program).orElseThrow(() -> new BadInput("--python is " + program
                + ": it must be a CPython 3.11 or later that runs; name another, or leave it out"));
    }

    private static Optional<Python> ask(String program) {
        try {
            Process process = new ProcessBuilder(program, "-c", ASK).redirectErrorStream(true).start();
            try (var words = process.inputReader()) {
                process.getOutputStream().close();
                Matcher answer = ANSWER.matcher(String.valueOf(words.readLine()));
                return process.waitFor(SECONDS, TimeUnit.SECONDS) && answer.matches()
                        && Integer.parseInt(answer.group(2)) >= LEAST_MINOR
                                ? Optional.of(new Python(program, answer.group(1)))
                                : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
