package dev.footbridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a wait for several tasks found: those that had settled when it returned, and those still running, which go on.
 * Both in the order given; a task given twice stands once.
 *
 * @param <T> the type of the values
 * @param done those that have settled
 * @param pending those still running
 */
public record Waited<T extends @Nullable Object>(List<Task<T>> done, List<Task<T>> pending) {

    /** Copies the lists. */
    public Waited {
        done = List.copyOf(done);
        pending = List.copyOf(pending);
    }
}
