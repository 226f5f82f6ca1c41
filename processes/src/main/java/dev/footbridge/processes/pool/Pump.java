package dev.footbridge.processes.pool;

import dev.footbridge.processes.WorkerLine;
import dev.footbridge.processes.WorkerOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads one of a worker's streams to its end, on a thread of its own: the worker never waits to print. */
final class Pump implements Runnable {

    private static final int LONGEST_LINE = 8 << 10;

    private final InputStream in;
    private final Tail tail = new Tail();
    private final WorkerOutput output;
    private final String worker;
    private final long pid;
    private final WorkerLine.Source source;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Thread thread;

    Pump(InputStream in, WorkerOutput output, String worker, long pid, WorkerLine.Source source) {
        this.in = in;
        this.output = output;
        this.worker = worker;
        this.pid = pid;
        this.source = source;
        this.thread = Thread.ofPlatform().daemon().name(worker + "-" + source).stackSize(256 << 10)
                .inheritInheritableThreadLocals(false).start(this);
    }

    Tail tail() {
        return tail;
    }

    /** Waits for what is on its way; not for ever, as a child of the worker may hold the stream open. */
    void drain(Duration limit) {
        try {
            boolean _ = thread.join(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        byte[] bytes = new byte[8 << 10];
        try (in) {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                tail.add(bytes, length);
                split(bytes, length);
            }
        } catch (IOException _) {
            // the worker has gone
        }
        if (line.size() > 0) {
            print();
        }
    }

    private void split(byte[] bytes, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, from, i - from);
                print();
                from = i + 1;
            }
        }
        line.write(bytes, from, length - from);
        if (line.size() >= LONGEST_LINE) {
            print();
        }
    }

    private void print() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        try {
            output.printed(new WorkerLine(worker, pid, source, text));
        } catch (Throwable _) {
            // whoever takes the output sees to its own errors; the worker must be able to print on
        }
    }
}
