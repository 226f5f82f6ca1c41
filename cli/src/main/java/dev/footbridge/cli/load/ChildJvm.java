package dev.footbridge.cli.load;

import dev.footbridge.cli.jvm.OwnJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The bookshop, or its price service, in a JVM of its own. It says {@code port N} when it serves, and ends with its
 * standard input: by {@link #close()}, and however this process ends.
 */
final class ChildJvm implements AutoCloseable {

    private static final String PORT = "port ";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    /** The compiler threads stay, so that what they used can be told in the end. */
    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC",
            "-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UsePerfData");

    private final String name;
    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    /** What it said before its port. */
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread.ofPlatform().daemon().name(name + "-output").start(this::read);
    }

    static ChildJvm start(String name, ShopJar jar, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(OwnJava.program());
        command.addAll(OPTIONS);
        command.addAll(List.of("-jar", jar.path().toString()));
        command.addAll(arguments);
        try {
            return new ChildJvm(name, OwnJava.process(command).start());
        } catch (IOException e) {
            throw new IllegalStateException(name + " did not start: " + e.getMessage(), e);
        }
    }

    /** The address it serves at, once it does. */
    String address() {
        try {
            return "http://127.0.0.1:" + port.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + " did not start: it said " + String.join("\n", said), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(name + " did not start within " + START_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " started", e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PORT)) {
                    port.complete(Integer.valueOf(line.substring(PORT.length())));
                } else if (!port.isDone() && !line.startsWith("\t")) { // a stack trace says too much
                    said.add(line);
                }
            }
        } catch (IOException gone) {
            said.add(gone.toString());
        }
        port.completeExceptionally(new IllegalStateException("its output has ended"));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
