package dev.footbridge.examples.coroutines;

import static dev.footbridge.Async.any;
import static dev.footbridge.Async.asCompleted;
import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.race;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;
import static dev.footbridge.Async.waitAny;

import dev.footbridge.Completions;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.Waited;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.List;

/** How does one wait for several tasks? */
public final class Several {

    private Several() {}

    static String after(int millis, String name) {
        sleep(Duration.ofMillis(millis));
        return name;
    }

    static String failing(String name) {
        throw new IllegalStateException(name + " is down");
    }

    static List<Task<String>> both() {
        return List.of(start(() -> after(400, "slow")), start(() -> after(20, "fast")));
    }

    /** Waits in each way once. */
    public static void main(String[] args) {
        EventLoop.run(() -> {
            gathers();
            group();
            return null;
        });
    }

    private static void gathers() {
        // @start region="several"
        IO.println("gather: " + gather(both())); // all values, in the order given
        IO.println("race: " + race(both())); // the first to end; the other is cancelled
        IO.println("any: " + any(start(() -> failing("a")), start(() -> after(20, "b")))); // the first value
        Waited<String> found = waitAny(both()); // cancels nothing
        IO.println("waitAny: " + found.done().size() + " done, " + found.pending().size() + " goes on");
        try (Completions<String> completions = asCompleted(both())) { // as they end
            for (Task<String> task : completions) {
                IO.println("asCompleted: " + task.result());
            }
        }
        List<String> few = gather(2, List.of(() -> after(10, "x"), () -> after(10, "y"), () -> after(10, "z")));
        IO.println("two at a time: " + few);
        // @end
        gather(found.pending());
    }

    private static void group() {
        // @start region="group"
        try {
            TaskGroup.run((TaskGroup group) -> {
                Task<String> sibling = group.start(() -> after(60_000, "sibling"));
                Task<String> service = group.start(() -> failing("service"));
                return sibling.result() + service.result();
            });
        } catch (IllegalStateException e) { // at once: the sibling was cancelled, its cleanup awaited
            IO.println("group: " + e.getMessage());
        }
        // @end
    }
}
