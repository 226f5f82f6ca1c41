package dev.footbridge.processes.pool;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The doors of a pool's workers: named pipes where the system has the program {@code mkfifo}, else sockets. A JVM opens a
 * pipe at almost no cost, while its first Unix socket makes it set up its random numbers, which takes as long as the JVM
 * itself. Any thread.
 */
final class Doors implements AutoCloseable {

    private static final String PROGRAM = "mkfifo";
    private static final int MOST_AT_ONCE = 8;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Folder folder;
    private final int atOnce;
    private final ReentrantLock guard = new ReentrantLock();
    private final Deque<Path[]> pipes = new ArrayDeque<>();
    private int number;
    private boolean none;
    private @Nullable Batch making;

    /** Pipes that a program makes. */
    private record Batch(Process process, List<Path[]> pipes) {}

    /** Begins to make pipes for the first workers, of which there are so many. */
    Doors(Folder folder, int workers) {
        this.folder = folder;
        atOnce = Math.min(workers, MOST_AT_ONCE);
        begin();
    }

    /** A door for one worker. */
    Door next() throws IOException {
        Path[] pair = pair();
        return pair == null ? new SocketDoor(folder.file("s" + nextNumber())) : new PipeDoor(pair[0], pair[1]);
    }

    private int nextNumber() {
        guard.lock();
        try {
            return ++number;
        } finally {
            guard.unlock();
        }
    }

    private Path @Nullable [] pair() {
        guard.lock();
        try {
            if (pipes.isEmpty() && !none) {
                begin();
                finish();
            }
            return pipes.poll();
        } finally {
            guard.unlock();
        }
    }

    private void begin() {
        if (making != null || none) {
            return;
        }
        String program = program();
        if (program == null) {
            none = true;
            return;
        }
        List<String> command = new ArrayList<>(List.of(program, "-m", "600"));
        List<Path[]> batch = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            number++;
            Path[] pair = {folder.file("j" + number), folder.file("r" + number)};
            command.add(pair[0].toString());
            command.add(pair[1].toString());
            batch.add(pair);
        }
        try {
            making = new Batch(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD)
                    .start(), batch);
        } catch (IOException notHere) {
            none = true;
        }
    }

    private void finish() {
        Batch batch = making;
        if (batch == null) {
            return;
        }
        making = null;
        if (hasSucceeded(batch.process())) {
            pipes.addAll(batch.pipes());
        } else {
            none = true;
        }
    }

    private static boolean hasSucceeded(Process process) {
        boolean interrupted = Thread.interrupted();
        try {
            return process.waitFor(LONGEST.toNanos(), TimeUnit.NANOSECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            process.destroyForcibly();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for what is being made, so that the folder can be deleted. */
    @Override
    public void close() {
        guard.lock();
        try {
            finish();
            none = true;
        } finally {
            guard.unlock();
        }
    }

    private static @Nullable String program() {
        String path = System.getenv("PATH");
        if (path != null) {
            for (String directory : path.split(File.pathSeparator, -1)) {
                File program = new File(directory, PROGRAM);
                if (program.isAbsolute() && Files.isExecutable(program.toPath())) {
                    return program.toString();
                }
            }
        }
        return null;
    }
}
