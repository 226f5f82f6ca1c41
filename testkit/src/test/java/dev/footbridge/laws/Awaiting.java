package dev.footbridge.laws;

import dev.footbridge.Task;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Ways to wait for one task, to be explored: the real ones, or some that are broken on purpose. */
interface Awaiting {

    /** Waits for its value. */
    default Object result(Task<Object> task) {
        return task.result();
    }

    /** Waits for its value for so long, and ends it then. */
    default Object result(Task<Object> task, Duration limit) throws TimeoutException {
        return task.result(limit);
    }

    /** The real ones. */
    static Awaiting real() {
        return new Awaiting() {
        };
    }
}
