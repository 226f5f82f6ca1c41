package dev.footbridge.examples.timeouts;

import static dev.footbridge.Async.moveOnAfter;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;
import static dev.footbridge.Async.withDeadline;
import static dev.footbridge.Async.withTimeout;

import dev.footbridge.Deadline;
import dev.footbridge.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** How does one wait, but not for ever? */
public final class Limits {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    private Limits() {}

    // @start region="work"
    static String answer(Duration time) {
        try {
            sleep(time);
            return "answer";
        } finally {
            IO.println("  cleaned up");
        }
    }
    // @end

    /** Runs out of time in each way. */
    public static void main(String[] args) throws TimeoutException {
        // @start region="with-timeout"
        try {
            IO.println(withTimeout(SHORT, () -> answer(LONG))); // code of this thread, and all that it waits for
        } catch (TimeoutException e) {
            IO.println("withTimeout: " + e.getMessage());
        }
        // @end
        // @start region="result"
        Task<String> task = start(() -> answer(LONG));
        try {
            IO.println(task.result(SHORT));
        } catch (TimeoutException e) {
            IO.println("result: " + e.getMessage());
        }
        // @end
        // @start region="move-on"
        Optional<String> answer = moveOnAfter(SHORT, () -> answer(LONG));
        IO.println("moveOnAfter: " + answer.orElse("no answer, so without"));
        // @end
        // @start region="deadline"
        String late = withDeadline(Duration.ofMillis(500), (Deadline deadline) -> {
            deadline.moveTo(LONG); // it answers, so it may take longer
            return answer(Duration.ofMillis(600));
        });
        IO.println("withDeadline: " + late);
        // @end
    }
}
