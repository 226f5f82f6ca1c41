package dev.footbridge.examples.coroutines;

import static dev.footbridge.Async.complete;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How can a task end? */
public final class Ends {

    private Ends() {}

    static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    /** Ends three tasks in three ways. */
    public static void main(String[] args) {
        // @start region="outcomes"
        Task<String> quick = start(() -> "here");
        Task<String> broken = start(() -> read("nowhere.txt"));
        Task<?> endless = start(() -> sleep(Duration.ofDays(1)));
        endless.cancel("nobody waits for it");

        for (Task<?> task : complete(List.of(quick, broken, endless))) { // waits, throws nothing
            switch (task.outcome()) {
                case Outcome.Success(Object value) -> IO.println("value: " + value);
                case Outcome.Failure(Throwable error) -> IO.println("failure: " + error);
                case Outcome.Cancelled(String reason) -> IO.println("cancelled: " + reason);
            }
        }
        // @end
        // @start region="original"
        try {
            broken.result();
        } catch (Exception e) { // not an ExecutionException around it
            IO.println("thrown: " + e.getClass().getName());
        }
        // @end
    }
}
