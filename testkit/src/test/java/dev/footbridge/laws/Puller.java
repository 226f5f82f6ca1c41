package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A coroutine that waits for items, and leaves when it is cancelled or runs out of time. Guarded by the loop. */
final class Puller {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Interleaving run;
    private @Nullable Task<Void> task;
    private @Nullable Duration cancelled;
    private @Nullable Duration deadline;

    Puller(Interleaving run) {
        this.run = run;
    }

    /** What it does. */
    @FunctionalInterface
    interface Work {
        void run(Puller me) throws Exception;
    }

    /** Starts one. */
    static Puller start(Interleaving run, Work work) {
        Puller puller = new Puller(run);
        puller.task = run.loop().start(() -> work.run(puller));
        return puller;
    }

    /** Cancels it sometime, once in so many. */
    Puller perhapsCancelled(int odds) {
        if (run.draw(odds) == 0) {
            run.sometime(this::cancel);
        }
        return this;
    }

    private void cancel() {
        if (task != null && task.cancel("from outside")) {
            cancelled = run.clock().elapsed();
        }
    }

    /** Its task. */
    Task<Void> task() {
        if (task == null) {
            throw new IllegalStateException("it has not started");
        }
        return task;
    }

    /** Runs this with a drawn limit, and goes on if that is over. */
    void withinDrawnLimit(BlockingAction action) throws Exception {
        Duration limit = Duration.ofMillis(1 + run.draw(5));
        deadline = run.clock().elapsed().plus(limit);
        try {
            Async.withTimeout(limit, () -> {
                action.run();
                return "in time";
            });
        } catch (TimeoutException late) {
            assertThat(run.clock().elapsed()).as("when the time was up").isGreaterThanOrEqualTo(deadline);
        } finally {
            deadline = null;
        }
    }

    /** Whether somebody, or the clock, has told it to leave. */
    boolean isToLeave() {
        return since() != null;
    }

    private @Nullable Duration since() {
        Duration limit = deadline;
        return limit != null && run.clock().elapsed().compareTo(limit) >= 0 ? limit : cancelled;
    }

    /** A wait is over: it did not outlast the reason to leave. */
    void checkPrompt() {
        Duration since = since();
        if (since != null) {
            assertThat(run.clock().elapsed().minus(since)).as("how long one waited on that was to leave")
                    .isLessThan(PATIENCE);
        }
    }
}
