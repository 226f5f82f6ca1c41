package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Time limits to be explored: the real ones, or some that are broken on purpose. */
interface Limits {

    /** Runs code with a limit. */
    void within(Duration limit, BlockingAction code) throws TimeoutException;

    /** Code that may move its limit. */
    interface Movable {

        /** Runs. */
        void run(Consumer<Duration> move) throws Exception;
    }

    /** Runs code with a limit that it may move. */
    default void movable(Duration limit, Movable code) throws TimeoutException {
        Async.withDeadline(limit, (Deadline deadline) -> {
            code.run(deadline::moveTo);
            return null;
        });
    }

    /** Runs code with a limit that is no error; whether it was in time. */
    default boolean moveOn(Duration limit, BlockingAction code) {
        return Async.moveOnAfter(limit, code);
    }

    /** The real ones. */
    static Limits real() {
        return (limit, code) -> Async.withTimeout(limit, () -> {
            code.run();
            return null;
        });
    }
}
