package dev.footbridge.stream;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.app.Defaults;
import dev.footbridge.context.Context;
import dev.footbridge.internal.InContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The loop of whoever asks, in place of a level: the running one, else the app-wide one. */
final class RunningLoop implements Level {

    static final RunningLoop LEVEL = new RunningLoop();

    private RunningLoop() {}

    /** The level itself; for this one, the loop it stands for here. */
    static Level resolve(Level level) {
        return switch (level) {
            case RunningLoop _ -> Defaults.loop();
            case InContext(Level inside, Context context) -> resolve(inside).in(context);
            default -> level;
        };
    }

    @Override
    public String name() {
        return "running loop";
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return Defaults.loop().start(job);
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        return Defaults.loop().tryStart(job);
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        return Defaults.loop().call(job);
    }

    @Override
    public String toString() {
        return name();
    }
}
