package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that a test starts, and all that it printed. */
record JavaRun(int exit, List<String> lines) {

    /** Runs {@code java} with these arguments to its end. */
    static JavaRun of(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JavaCommand.executable()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return of(builder);
    }

    /** Runs a prepared command to its end. */
    static JavaRun of(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            String text = new String(out.readAllBytes(), Charset.defaultCharset());
            return new JavaRun(process.waitFor(), text.lines().toList());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The answers of a {@link TinyWorker}. */
    List<String> answers() {
        assertThat(lines).describedAs("the worker ends well").contains("exit 0");
        return after("> ");
    }

    /** What stands behind this word at the beginnings of lines. */
    List<String> after(String word) {
        return lines.stream().filter(line -> line.startsWith(word)).map(line -> line.substring(word.length())).toList();
    }
}
