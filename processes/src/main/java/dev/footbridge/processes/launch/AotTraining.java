package dev.footbridge.processes.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a cache of Footbridge's own jars, by three JVMs, one after another: one runs the training and records, one makes
 * the cache of what was recorded, one must be able to start with it. No class of the user's can get into the cache, for
 * none is on the class path. Whoever {@linkplain #stop stops} it ends the JVM at work.
 */
final class AotTraining implements AotMaker {

    private static final long SECONDS = 60;

    private final List<String> options;
    private final List<Path> jars;
    private final EntryPoints entry;

    /** The JVM at work; {@link #STOPPED} says that there must be none any more. */
    private final AtomicReference<@Nullable Object> atWork = new AtomicReference<>();

    private static final Object STOPPED = new Object();

    AotTraining(List<String> options, List<Path> jars, EntryPoints entry) {
        this.options = options;
        this.jars = jars;
        this.entry = entry;
    }

    @Override
    public Made make(Path folder, Path file) throws IOException, InterruptedException {
        Path recorded = folder.resolve("recorded");
        // Interpreted, so that no profiles are recorded: with them each worker begins to compile at once, for as long as
        // the rest of its start takes, which pays only after half a second of work.
        boolean made = run(folder, List.of("-Xint", "-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded), true)
                && run(folder, List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded,
                        "-XX:AOTCache=" + file), false)
                && Files.exists(file);
        if (!made) {
            return Made.FAILED;
        }
        // "on" ends a JVM that cannot use the cache, where it would else start without.
        if (run(folder, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + file), true)) {
            return Made.MADE;
        }
        return atWork.get() == STOPPED ? Made.FAILED : Made.UNFIT;
    }

    /** Ends the JVM at work, and begins no other. */
    void stop() {
        if (atWork.getAndSet(STOPPED) instanceof Process process) {
            process.destroyForcibly();
        }
    }

    private boolean run(Path folder, List<String> mode, boolean withProgram) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JavaCommand.executable()));
        command.addAll(options);
        command.add("-Xlog:disable");
        command.addAll(mode);
        command.addAll(
                List.of("-cp", jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        if (withProgram) {
            command.add(entry.training());
            command.addAll(entry.trainingArguments());
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD);
        JavaCommand.cleanEnvironment(builder);
        if (atWork.get() == STOPPED) {
            return false;
        }
        Process process = builder.start();
        try {
            if (!atWork.compareAndSet(null, process)) {
                return false;
            }
            process.getOutputStream().close();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
            process.waitFor();
            atWork.compareAndSet(process, null);
        }
    }
}
