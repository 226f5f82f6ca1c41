package dev.footbridge.cli.soak.subject;

import dev.footbridge.Async;
import dev.footbridge.Deadline;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** How programs put work together: the library's ways, unless a test overrides one. */
public interface Structure {

    /** The library's. */
    Structure SOUND = new Structure() {
    };

    /** See {@link Async#withTimeout}. */
    default <T> T withTimeout(Duration limit, Callable<T> code) throws TimeoutException {
        return Async.withTimeout(limit, code);
    }

    /** See {@link Async#withDeadline}. */
    default <T> T withDeadline(Duration limit, Deadline.Body<T> code) throws TimeoutException {
        return Async.withDeadline(limit, code);
    }

    /** See {@link Async#moveOnAfter(Duration, Callable)}. */
    default <T> Optional<T> moveOnAfter(Duration limit, Callable<T> code) {
        return Async.moveOnAfter(limit, code);
    }

    /** See {@link Async#shielded}. */
    default <T> T shielded(Callable<T> code) {
        return Async.shielded(code);
    }

    /** See {@link Async#shield}. */
    default <T> Task<T> shield(Task<T> task) {
        return Async.shield(task);
    }

    /** See {@link TaskGroup#on}. */
    default <T> T group(Level level, Group.Body<T> body) {
        return TaskGroup.on(level, group -> body.run(Group.of(group)));
    }

    /** See {@link TaskGroup#open(Level)}. */
    default <T> T openGroup(Level level, Group.Body<T> body) throws Exception {
        try (TaskGroup group = TaskGroup.open(level)) {
            T value = body.run(Group.of(group));
            group.join();
            return value;
        }
    }

    /** See {@link Async#gather(java.util.Collection)}. */
    default <T> List<T> gather(List<Task<T>> tasks) {
        return Async.gather(tasks);
    }

    /** See {@link Async#race(java.util.Collection)}. */
    default <T> T race(List<Task<T>> tasks) {
        return Async.race(tasks);
    }

    /** See {@link Async#any(java.util.Collection)}. */
    default <T> T any(List<Task<T>> tasks) {
        return Async.any(tasks);
    }
}
