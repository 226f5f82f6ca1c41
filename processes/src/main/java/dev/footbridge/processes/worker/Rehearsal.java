package dev.footbridge.processes.worker;

import dev.footbridge.processes.ProcessPool;
import dev.footbridge.processes.wire.Control;
import dev.footbridge.processes.wire.Duplex;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.Serializable;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A worker whose pool is a thread of the same JVM: what it does goes into the AOT cache of workers. It runs jobs of each
 * kind and ends, with exit code 0.
 */
public final class Rehearsal {

    private static final int ROUNDS = 5;

    private Rehearsal() {}

    /** Works in the current directory. */
    public static void main(String[] arguments) throws Exception {
        System.setIn(InputStream.nullInputStream());
        Path status = Files.createTempFile(Path.of("").toAbsolutePath(), "page", "");
        Pipe jobs = Pipe.open();
        Pipe results = Pipe.open();
        try (PipedInputStream control = new PipedInputStream();
                PipedOutputStream told = new PipedOutputStream(control)) {
            RehearsalPool pool = new RehearsalPool(new Duplex(results.source(), jobs.sink()), status, told);
            for (int round = 0; round < ROUNDS; round++) {
                rehearse(pool, round);
            }
            Thread thread = Thread.ofPlatform().daemon().start(pool);
            Running running = new Running();
            new Lifeline(WorkerMain.control(control), running).start();
            WorkerMain.work(new byte[Control.TOKEN], new Duplex(jobs.source(), results.sink()), status, running);
            thread.join();
            pool.check();
        } finally {
            Files.delete(status);
        }
        System.exit(0);
    }

    private static void rehearse(RehearsalPool pool, int round) {
        Line line = new Line(round, "text", List.of(round));
        pool.blocking(() -> line);
        pool.blocking(() -> {
            ProcessPool.report(line.text);
            System.out.println(line.text);
            return line.number;
        });
        pool.blocking(() -> {
            throw new IllegalStateException("a failure", new IOException("its cause"));
        });
        pool.blocking(() -> ProcessPool.current().call(() -> line.text + line.number));
        pool.blocking(() -> ProcessPool.current().map(number -> number + 1, List.of(1, 2, 3, 4, 5), 5));
        pool.asynchronous(() -> CompletableFuture.completedFuture(line));
    }

    /** What jobs take along. */
    private record Line(int number, String text, List<Integer> numbers) implements Serializable {}
}
