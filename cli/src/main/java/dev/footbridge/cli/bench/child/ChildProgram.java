package dev.footbridge.cli.bench.child;

import dev.footbridge.cli.jvm.OwnJava;
import dev.footbridge.cli.server.Shutdown;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A program in a process of its own, which is run to its end while its output is heard.
 *
 * <p>It ends in time or is ended, with the processes that it has started; so it is when this process is told to end.
 *
 * <p>Failure: an {@code IllegalStateException} with its name, how it ended, and the last of what it said.
 */
public final class ChildProgram {

    private static final int LAST_WORDS = 8;
    private static final Duration NOTICE_LIMIT = Duration.ofMillis(300);

    private final String name;
    private final ProcessBuilder builder;
    private final Duration limit;
    private final Deque<String> words = new ArrayDeque<>();
    private final AtomicBoolean late = new AtomicBoolean();

    private ChildProgram(String name, List<String> command, Duration limit) {
        this.name = name;
        this.builder = OwnJava.process(command);
        this.limit = limit;
    }

    /** One that is called so, and is ended after so long. */
    public static ChildProgram of(String name, List<String> command, Duration limit) {
        return new ChildProgram(name, command, limit);
    }

    /** One on the JVM that runs this program. */
    public static ChildProgram java(String name, List<String> arguments, Duration limit) {
        List<String> command = new ArrayList<>();
        command.add(OwnJava.program());
        command.addAll(arguments);
        return of(name, command, limit);
    }

    /** Sets a variable of its environment. */
    public ChildProgram with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    /**
     * Runs it, once.
     *
     * @param understands is given each line of its output; those that it does not understand are quoted on failure
     */
    public void run(Predicate<String> understands) {
        try {
            Process process = builder.start();
            Thread end = Thread.ofPlatform().name("end-of-child").unstarted(() -> end(process.toHandle()));
            addHook(end, process);
            try (BufferedReader lines = process.inputReader()) {
                process.getOutputStream().close();
                process.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(_ -> {
                    late.set(true);
                    end(process.toHandle());
                    return process;
                });
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    hear(line, understands);
                }
                int code = process.waitFor();
                if (code != 0) {
                    // In a terminal, Ctrl-C reaches both processes at once: then this one has no more to say.
                    Shutdown.awaitBegin(NOTICE_LIMIT);
                    throw failed(late.get()
                            ? "was ended after " + limit.toSeconds() + " s"
                            : "exited with code " + code, null);
                }
            } finally {
                end(process.toHandle());
                removeHook(end);
            }
        } catch (IOException e) {
            throw failed("did not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", e);
        }
    }

    private void hear(String line, Predicate<String> understands) {
        if (!understands.test(line) && !line.isBlank()) {
            words.add(line.strip());
            if (words.size() > LAST_WORDS) {
                words.remove();
            }
        }
    }

    private static void addHook(Thread end, Process process) {
        try {
            Runtime.getRuntime().addShutdownHook(end);
        } catch (IllegalStateException tooLate) {
            end(process.toHandle());
        }
    }

    private static void removeHook(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // The shutdown runs already, and the hook with it.
            return;
        }
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    private IllegalStateException failed(String how, @Nullable Exception e) {
        String said = words.isEmpty() ? "" : ": " + String.join(" | ", words);
        return new IllegalStateException(name + " " + how + said, e);
    }
}
