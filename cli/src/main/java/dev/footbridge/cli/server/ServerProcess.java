package dev.footbridge.cli.server;

import dev.footbridge.cli.jvm.OwnJava;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The loopback server in a process of its own, so that only the client's CPU time counts in this one.
 *
 * <p>The server ends with {@link #close()}, with this process's shutdown (Ctrl-C included) and, because its standard
 * input ends then, also when this process is killed.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration NOTICE_LIMIT = Duration.ofMillis(300);

    private final Process process;
    private final Thread hook;
    private final int port;

    private ServerProcess(Process process, Thread hook, int port) {
        this.process = process;
        this.hook = hook;
        this.port = port;
    }

    /** Starts one and waits until it listens. */
    public static ServerProcess start() {
        Process process = begin();
        Thread hook = Thread.ofPlatform().name("end-of-server").unstarted(process::destroyForcibly);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return new ServerProcess(process, hook, new FirstLine(process).port(START_LIMIT));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The address of a page of the server. */
    public URI page(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** The process itself. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the server's standard input, as the end of this process does. */
    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /**
     * Ends the server. In a terminal, Ctrl-C reaches both processes at once: when the server went first, this waits
     * shortly for the notice that this process goes too.
     */
    @Override
    public void close() {
        if (!process.isAlive()) {
            Shutdown.awaitBegin(NOTICE_LIMIT);
        }
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The shutdown runs already, and the hook with it.
            return;
        }
    }

    private static Process begin() {
        List<String> command = List.of(OwnJava.program(), "-XX:+UseSerialGC", "-Xms64m", "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), ServerMain.class.getName());
        try {
            return OwnJava.process(command).start();
        } catch (IOException e) {
            throw new IllegalStateException("the loopback server did not start: " + e.getMessage(), e);
        }
    }
}
