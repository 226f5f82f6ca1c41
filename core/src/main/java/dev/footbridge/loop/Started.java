package dev.footbridge.loop;

import dev.footbridge.Task;
import org.jspecify.annotations.Nullable;

/**
 * A job that is ready and goes on.
 *
 * @param <V> the type of what it said
 * @param <T> the type of its value in the end
 * @param value what it said when it was ready
 * @param task the job itself
 */
public record Started<V extends @Nullable Object, T extends @Nullable Object>(V value, Task<T> task) {}
