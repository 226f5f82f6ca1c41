package dev.footbridge.cli.bench.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a contender's parent process, which makes a pool, measures it and tells the times; to its end. */
final class ParentProcess {

    private static final int MOST_MINUTES = 10;
    private static final int LAST_WORDS = 8;
    /** What is meant for this JVM (an agent, a heap size) is not meant for that one. */
    private static final List<String> OURS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Contender contender;
    private final Path caches;

    /** One of this contender, which keeps what it caches in that folder. */
    ParentProcess(Contender contender, Path caches) {
        this.contender = contender;
        this.caches = caches;
    }

    /** The nanoseconds of each step. */
    Map<Step, Long> run(List<String> arguments) {
        List<String> command = new ArrayList<>(contender.command());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(OURS);
        builder.environment().put("XDG_CACHE_HOME", caches.toString());
        Map<Step, Long> times = new EnumMap<>(Step.class);
        Deque<String> words = new ArrayDeque<>();
        try {
            Process process = builder.start();
            Thread end = Thread.ofPlatform().name("end-of-contender").unstarted(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(end);
            try (BufferedReader lines = process.inputReader()) {
                process.getOutputStream().close();
                process.onExit().orTimeout(MOST_MINUTES, TimeUnit.MINUTES)
                        .exceptionally(_ -> process.destroyForcibly());
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    hear(line, times, words);
                }
                int code = process.waitFor();
                if (code != 0) {
                    throw failed("exited with code " + code, words, null);
                }
            } finally {
                process.destroyForcibly();
                Runtime.getRuntime().removeShutdownHook(end);
            }
        } catch (IOException e) {
            throw failed("did not run", words, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", words, e);
        }
        return times;
    }

    private static void hear(String line, Map<Step, Long> times, Deque<String> words) {
        for (Step step : Step.values()) {
            if (line.startsWith(step.key() + " ")) {
                times.put(step, Long.parseLong(line.substring(step.key().length() + 1)));
                return;
            }
        }
        words.add(line);
        if (words.size() > LAST_WORDS) {
            words.remove();
        }
    }

    private IllegalStateException failed(String how, Deque<String> words,
            @org.jspecify.annotations.Nullable Exception e) {
        return new IllegalStateException(
                contender.name() + " " + how + (words.isEmpty() ? "" : ": " + String.join(" | ", words)), e);
    }
}
