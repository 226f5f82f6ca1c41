package dev.footbridge.examples.plans;

import static dev.footbridge.Async.sleep;

import dev.footbridge.Outcome;
import dev.footbridge.plan.Parallel;
import dev.footbridge.sync.AsyncEvent;
import java.time.Duration;
import java.util.List;

/** What becomes of a plan when a member fails? */
public final class Failures {

    private Failures() {}

    static String slow(AsyncEvent begun) {
        begun.set();
        try {
            sleep(Duration.ofMinutes(1));
            return "slow";
        } finally {
            IO.println("the slow member cleans up");
        }
    }

    static String failing(AsyncEvent begun) {
        begun.await();
        return Shop.broken("the price service");
    }

    /** Runs one plan, failing fast, then to the end. */
    public static void main(String[] args) {
        // @start region="fail-fast"
        AsyncEvent begun = AsyncEvent.create();
        try {
            Parallel.of().schedule(() -> slow(begun)).schedule(() -> failing(begun)).block();
        } catch (IllegalStateException e) { // after that cleanup
            IO.println("thrown: " + e.getMessage());
        }
        // @end
        // @start region="collect"
        List<Outcome<String>> outcomes = Parallel.<String>of()
                .schedule(Shop::findUser, 7)
                .schedule(Shop::broken, "the price service")
                .collectErrors().block(); // runs all, whatever happens to the others
        for (Outcome<String> outcome : outcomes) {
            switch (outcome) {
                case Outcome.Success(String user) -> IO.println("value: " + user);
                case Outcome.Failure(Throwable error) -> IO.println("failure: " + error.getMessage());
                case Outcome.Cancelled(String reason) -> IO.println("cancelled: " + reason);
            }
        }
        // @end
    }
}
