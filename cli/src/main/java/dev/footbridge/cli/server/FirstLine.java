package dev.footbridge.cli.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads {@code port N}, the one line the server prints; nobody is left waiting for more, which would slow the exit. */
final class FirstLine {

    private static final String START = "port ";
    private static final String NOTHING = "it ended without a word";

    private final BlockingQueue<String> first = new ArrayBlockingQueue<>(1);
    private final Process process;

    FirstLine(Process process) {
        this.process = process;
        Thread.ofVirtual().name("server-output").start(this::read);
    }

    /** The port, once the server has said it; a server that says something else or nothing is an error. */
    int port(Duration limit) {
        String line = null;
        try {
            line = first.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (line == null || !line.startsWith(START)) {
            throw new IllegalStateException("the loopback server did not start: "
                    + (line == null ? "it said nothing within " + limit.toSeconds() + " s" : line));
        }
        return Integer.parseInt(line.substring(START.length()).strip());
    }

    private void read() {
        try {
            String line = process.inputReader().readLine();
            first.add(line == null ? NOTHING : line);
        } catch (IOException e) {
            boolean _ = first.offer(String.valueOf(e.getMessage()));
        }
    }
}
