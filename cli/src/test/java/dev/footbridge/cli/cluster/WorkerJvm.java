package dev.footbridge.cli.cluster;

import dev.footbridge.cli.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code footbridge worker} in a JVM of its own. */
final class WorkerJvm implements AutoCloseable {

    private final Process process;
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader;

    private WorkerJvm(Process process) throws IOException {
        this.process = process;
        BufferedReader words = process.inputReader();
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            said.add(line);
            if (line.contains(" listens on ")) {
                reader = Thread.startVirtualThread(() -> listen(words));
                return;
            }
        }
        throw new IOException("the worker did not start: " + said);
    }

    private void listen(BufferedReader words) {
        try (words) {
            for (String line = words.readLine(); line != null; line = words.readLine()) {
                said.add(line);
            }
        } catch (IOException closed) {
            // with the process
        }
    }

    /** One that has joined. */
    static WorkerJvm start(String classPath, Object... options) throws IOException {
        List<String> command = new ArrayList<>(OwnJvm.command(
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Main.class, List.of("worker")));
        command.set(command.indexOf("-cp") + 1, classPath);
        Arrays.stream(options).map(String::valueOf).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new WorkerJvm(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    static String wholeClassPath() {
        return System.getProperty("java.class.path");
    }

    /** Without the classes of these tests. */
    static String classPathWithoutJobs() {
        return Arrays.stream(wholeClassPath().split(File.pathSeparator, -1))
                .filter(part -> !part.endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
    }

    long pid() {
        return process.pid();
    }

    /** Not by the process itself: that would close what it says, too. */
    void terminate() {
        boolean _ = process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it goes on: " + said);
        }
        reader.join();
        return process.exitValue();
    }

    List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
