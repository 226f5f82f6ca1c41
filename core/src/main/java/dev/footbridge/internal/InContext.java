package dev.footbridge.internal;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.context.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A level whose jobs all run in one context. */
public record InContext(Level level, Context context) implements Level {

    /** This level, in this context. */
    public InContext {
        Objects.requireNonNull(context, "the context is null: give one, such as Context.current()");
    }

    /** The level itself, without its context. */
    static Level inside(Level level) {
        return level instanceof InContext(Level inside, Context _) ? inside(inside) : level;
    }

    @Override
    public String name() {
        return level.name();
    }

    @Override
    public Level in(Context other) {
        return new InContext(level, other);
    }

    private <T extends @Nullable Object> Callable<T> inside(Callable<T> job) {
        Callable<T> function = Body.of(job);
        return function instanceof Resident resident
                ? new ResidentInside<>(function, context, resident)
                : new Inside<>(function, context);
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return level.start(inside(job));
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        return level.tryStart(inside(job));
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        return level.call(inside(job));
    }

    private record Inside<T extends @Nullable Object>(Callable<T> function, Context context)
            implements
                Callable<T>,
                Body.Wrapper {
        @Override
        public T call() {
            return context.call(function);
        }
    }

    /** As {@link Inside}, for a body that its level tells to end. */
    private record ResidentInside<T extends @Nullable Object>(Callable<T> function, Context context, Resident resident)
            implements
                Callable<T>,
                Body.Wrapper,
                Resident {
        @Override
        public T call() {
            return context.call(function);
        }

        @Override
        public void evict(String reason) {
            resident.evict(reason);
        }
    }

    @Override
    public String toString() {
        return level + " in " + context;
    }
}
