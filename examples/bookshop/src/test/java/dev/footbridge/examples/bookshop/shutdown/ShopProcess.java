package dev.footbridge.examples.bookshop.shutdown;

import dev.footbridge.examples.bookshop.Bookshop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The shop in a JVM of its own, as it is run, on a database that outlives it. */
final class ShopProcess implements AutoCloseable {

    private static final int SECONDS = 90;

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;
    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    private final Queue<String> output = new ConcurrentLinkedQueue<>();

    private ShopProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().name("shop-output").start(this::read);
    }

    static ShopProcess start(String databaseUrl, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Bookshop.class.getName(), "--server.port=0", "--bookshop.stop-with-input=true",
                "--spring.main.sources=" + AcceptedRequests.class.getName(), "--bookshop.db.url=" + databaseUrl,
                "--bookshop.prices.timeout=30s", "--spring.main.banner-mode=off"));
        command.addAll(List.of(options));
        try {
            return new ShopProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** Tells it to stop, by SIGTERM alone: a {@code destroy} of the process itself would close its streams, too. */
    void terminate() {
        process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the shop did not end: " + String.join("\n", output));
        }
        reader.join();
        return process.exitValue();
    }

    Set<Integer> accepted() {
        return accepted;
    }

    String output() {
        return String.join("\n", output);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(AcceptedRequests.ACCEPTED)) {
                    accepted.add(Integer.valueOf(line.substring(AcceptedRequests.ACCEPTED.length())));
                } else if (line.startsWith("port ")) {
                    port.complete(Integer.valueOf(line.substring("port ".length())));
                } else {
                    output.add(line);
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        }
        port.completeExceptionally(new IllegalStateException("the shop did not start: " + output()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
