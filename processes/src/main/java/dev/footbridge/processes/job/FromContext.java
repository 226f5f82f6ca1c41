package dev.footbridge.processes.job;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.context.Context;
import dev.footbridge.processes.RemoteLevel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A level in other JVMs whose jobs take their values from this context, in place of their starter's.
 *
 * @param level the level
 * @param context where it looks for values
 */
public record FromContext(RemoteLevel level, Context context) implements RemoteLevel {

    /** This level, with values from this context. */
    public FromContext {
        Objects.requireNonNull(context, "the context is null: give one, such as Context.current()");
    }

    @Override
    public String name() {
        return level.name();
    }

    @Override
    public Level in(Context other) {
        return level.in(other);
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return context.call(() -> level.start(job));
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        return context.call(() -> level.tryStart(job));
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        return context.call(() -> level.call(job));
    }

    @Override
    public ScheduledExecutorService asScheduledExecutorService() {
        throw new UnsupportedOperationException(
                "what " + level + " is to run later cannot be told now where to take its"
                        + " values from: schedule it on the level itself, in the context");
    }

    @Override
    public String toString() {
        return level + " in " + context;
    }
}
