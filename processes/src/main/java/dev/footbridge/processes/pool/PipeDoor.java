package dev.footbridge.processes.pool;

import dev.footbridge.processes.wire.Duplex;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Two named pipes. To open one waits for the other side, so this side keeps both ends of each open until the worker has
 * said something, or has died: then a pipe ends with whoever had its other end.
 */
final class PipeDoor implements Door {

    private final Path jobs;
    private final Path results;
    private final FileChannel jobsHeld;
    private final FileChannel resultsHeld;

    PipeDoor(Path jobs, Path results) throws IOException {
        this.jobs = jobs;
        this.results = results;
        jobsHeld = FileChannel.open(jobs, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            resultsHeld = FileChannel.open(results, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (Throwable failed) {
            jobsHeld.close();
            throw failed;
        }
    }

    @Override
    public List<String> words() {
        return List.of(jobs.toString(), results.toString());
    }

    @Override
    public Duplex open(Process worker, long deadline) throws IOException {
        Duplex channel = Duplex.pipes(results, jobs);
        var _ = worker.onExit().thenRun(this::letGo);
        return channel;
    }

    private void letGo() {
        try {
            passed();
        } catch (IOException _) {
            // closed all the same
        }
    }

    @Override
    public void passed() throws IOException {
        try (jobsHeld; resultsHeld) {
            // both, whatever one of them says
        }
    }

    @Override
    public void close() throws IOException {
        passed();
        Folder.deleteFile(jobs);
        Folder.deleteFile(results);
    }
}
